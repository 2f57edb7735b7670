package dev.lamplighter.cdn;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Keeps a configuration as CloudFront has sent it, and has it sent back in the place of what the SDK would write: the SDK would leave out
 * whatever is newer than itself. Thread-safe.
 */
final class SentXml implements ExecutionInterceptor {
    /** Where the answer to a request is kept. */
    static final ExecutionAttribute<AtomicReference<byte[]>> READ = new ExecutionAttribute<>("LamplighterReadXml");

    /** What is sent in the place of a request. */
    static final ExecutionAttribute<byte[]> WRITTEN = new ExecutionAttribute<>("LamplighterWrittenXml");

    private static final String TYPE = "application/xml";

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        AtomicReference<byte[]> read = attributes.getAttribute(READ);
        Optional<InputStream> body = context.responseBody();
        if (read == null || body.isEmpty() || !context.httpResponse().isSuccessful()) {
            return body;
        }
        try {
            byte[] xml = body.get().readAllBytes(); // which AwsResponseValidator bounds
            read.set(xml);
            return Optional.of(new ByteArrayInputStream(xml));
        } catch (IOException e) {
            throw SdkClientException.create("the answer was cut off (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public Optional<RequestBody> modifyHttpContent(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        byte[] xml = attributes.getAttribute(WRITTEN);
        return xml == null
                ? context.requestBody()
                : Optional.of(
                        RequestBody.fromContentProvider(ContentStreamProvider.fromByteArray(xml), xml.length, TYPE));
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        byte[] xml = attributes.getAttribute(WRITTEN);
        return xml == null
                ? context.httpRequest()
                : context.httpRequest().toBuilder()
                        .putHeader("Content-Length", String.valueOf(xml.length))
                        .build();
    }
}
