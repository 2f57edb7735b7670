package dev.lamplighter.base.aws;

import dev.lamplighter.base.code.AwsProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Checks every answer before the SDK reads it. If it is not AWS's answer to the operation, the call fails with an
 * {@link SdkException} whose message is one line. Every AWS client must have it.
 *
 * <p>Without it the SDK takes an empty 200, or a 200 from another server, for an answer without content, builds a tree of
 * any size, and finds no error code in an error page.
 */
public final class AwsResponseValidator implements ExecutionInterceptor {
    /**
     * The bytes of an error that the SDK gets to see. AWS's errors are below 10 kB; in the beginning of a longer one the SDK
     * finds no error code.
     */
    private static final int ERROR_BYTES = 64 << 10;

    /** Set if an error came compressed although no client requests that: 64 KiB may become as many MiB when unpacked. */
    private static final ExecutionAttribute<Boolean> IS_ENCODED = new ExecutionAttribute<>("LamplighterIsEncoded");

    private final long heapBytes;

    public AwsResponseValidator() {
        this(Runtime.getRuntime().maxMemory());
    }

    AwsResponseValidator(long heapBytes) {
        this.heapBytes = heapBytes;
    }

    /**
     * The configuration that every client is built with.
     *
     * @param longest the time limit of a call with all its attempts, without reading the content of an object
     */
    public static ClientOverrideConfiguration calls(Duration longest) {
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(longest)
                .addExecutionInterceptor(new AwsResponseValidator())
                .build();
    }

    /**
     * Removes the encoding header of a compressed error, because the SDK would unpack it after the limits set here were
     * applied.
     */
    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        boolean isEncoded = !response.isSuccessful()
                && response.firstMatchingHeader("Content-Encoding").isPresent();
        attributes.putAttribute(IS_ENCODED, isEncoded);
        return isEncoded ? response.toBuilder().removeHeader("Content-Encoding").build() : response;
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        InputStream body = context.responseBody().orElse(null);
        if (!context.httpResponse().isSuccessful()) {
            int most = Boolean.TRUE.equals(attributes.getAttribute(IS_ENCODED)) ? 0 : ERROR_BYTES;
            return Optional.ofNullable(body == null ? null : new TruncatedErrorBody(body, most));
        }
        Call call = Call.of(attributes);
        try {
            return Optional.ofNullable(checked(call, context.httpResponse(), body))
                    .map(own -> needed(own, attributes));
        } catch (InvalidResponseException e) {
            if (body instanceof Abortable connection) {
                connection.abort();
            }
            throw e;
        }
    }

    private @Nullable InputStream checked(Call call, SdkHttpResponse response, @Nullable InputStream body) {
        if (ExpectedAwsResponse.isCbor(call.service())) {
            return checkedCbor(call, response, body == null ? InputStream.nullInputStream() : body);
        }
        Optional<String> root = ExpectedAwsResponse.root(call.service(), call.operation());
        if (root.isEmpty() && !ExpectedAwsResponse.isJson(call.service())) {
            if (ExpectedAwsResponse.isNoContent(call.service(), call.operation()) && response.statusCode() != 204) {
                throw foreign(call, response, "");
            }
            return body;
        }
        PushbackInputStream begun = new PushbackInputStream(
                body == null
                        ? InputStream.nullInputStream()
                        : new BoundedResponseBody(call.toString(), body, heapBytes),
                ResponseSniffer.LONGEST);
        ResponseSniffer beginning = beginning(call, begun);
        boolean own = root.map(beginning::isElement).orElseGet(() -> isOwnJson(response, beginning));
        boolean error = call.service().equals("S3") && beginning.isElement("Error"); // the SDK knows it after a 200
        if (!own && !error) {
            throw foreign(call, response, beginning.shown());
        }
        return body == null ? null : begun;
    }

    private InputStream checkedCbor(Call call, SdkHttpResponse response, InputStream body) {
        PushbackInputStream begun = new PushbackInputStream(
                BoundedResponseBody.cbor(call.toString(), body, heapBytes), ResponseSniffer.LONGEST);
        try {
            int first = begun.read();
            if (first >= 0) {
                begun.unread(first);
            }
            if (isOwnCbor(response, first)) {
                return begun;
            }
        } catch (IOException e) {
            throw cutOff(call, e);
        }
        throw foreign(call, response, beginning(call, begun).shown());
    }

    private static InputStream needed(InputStream body, ExecutionAttributes attributes) {
        Set<String> names = attributes.getAttribute(NeededElements.NAMES);
        return names == null ? body : new NeededElements(body, names);
    }

    private static ResponseSniffer beginning(Call call, PushbackInputStream body) {
        try {
            return ResponseSniffer.of(body);
        } catch (IOException e) {
            throw cutOff(call, e);
        }
    }

    private static InvalidResponseException cutOff(Call call, IOException e) {
        return new InvalidResponseException(
                AwsProblemCode.GARBLED, call.toString(), "was cut off (" + e.getMessage() + ")");
    }

    /** Whether this is JSON from AWS; JSON from a captive portal has another content type and no request id. */
    private static boolean isOwnJson(SdkHttpResponse response, ResponseSniffer beginning) {
        boolean aws = response.firstMatchingHeader("x-amzn-RequestId").isPresent()
                || response.firstMatchingHeader("Content-Type")
                        .filter(type -> type.startsWith("application/x-amz-json"))
                        .isPresent();
        return aws && (beginning.isObject() || beginning.isEmpty());
    }

    /** Whether this is a map of CBOR, in the protocol that every answer of it names (Smithy: "RPC v2 CBOR"). */
    private static boolean isOwnCbor(SdkHttpResponse response, int first) {
        return response.firstMatchingHeader("smithy-protocol")
                        .filter("rpc-v2-cbor"::equals)
                        .isPresent()
                && (first & 0xe0) == 0xa0;
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        Call call = Call.of(attributes);
        SdkResponse response = context.response();
        ExpectedAwsResponse.missing(call.service(), call.operation(), response).ifPresent(member -> {
            throw InvalidResponseException.incomplete(call.toString(), member);
        });
        if (call.service().equals("Ec2")
                && response instanceof AwsResponse answer
                && answer.responseMetadata().requestId().equals("UNKNOWN")) {
            throw InvalidResponseException.incomplete(call.toString(), "requestId");
        }
        return response;
    }

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable failure = context.exception();
        Call call = Call.of(attributes);
        Throwable told = told(context, failure, call);
        boolean isAllowed = failure.getClass().isInstance(told); // else the SDK throws another
        return FailedOperation.mark(failure, isAllowed ? told : failure, call.toString());
    }

    private static Throwable told(Context.FailedExecution context, Throwable failure, Call call) {
        if (failure instanceof AwsServiceException refusal) {
            boolean head = context.httpRequest()
                    .map(request -> request.method() == SdkHttpMethod.HEAD)
                    .orElse(false);
            return named(refusal, head);
        }
        return InvalidResponseException.in(failure)
                .<Throwable>map(known -> known)
                .or(() -> parsing(failure).map(cause -> garbled(call, cause)))
                .orElse(failure);
    }

    /** The exception of the SDK's parser, if the call failed because of it. */
    private static Optional<Throwable> parsing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof XMLStreamException
                    || cause.getClass().getName().contains(".jackson.")) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    private static InvalidResponseException garbled(Call call, Throwable cause) {
        InvalidResponseException garbled = new InvalidResponseException(
                AwsProblemCode.GARBLED,
                call.toString(),
                "was cut off or garbled (" + AwsErrorText.readable(cause.toString()) + ")");
        garbled.addSuppressed(cause);
        return garbled;
    }

    private static InvalidResponseException foreign(Call call, SdkHttpResponse response, String beginning) {
        return new InvalidResponseException(
                AwsProblemCode.NOT_AWS, call.toString(), "got " + ForeignResponse.words(response, beginning));
    }

    /** The same refusal with an error code and a readable message; it suppresses one whose message is encoded in part. */
    private static AwsServiceException named(AwsServiceException refusal, boolean head) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        String message = AwsErrorText.isWithoutCode(refusal)
                ? ForeignResponse.words(refusal, head)
                : AwsErrorText.message(refusal);
        AwsErrorDetails named = (details == null ? AwsErrorDetails.builder() : details.toBuilder())
                .errorCode(AwsErrorText.code(refusal))
                .errorMessage(message)
                .build();
        AwsServiceException readable =
                refusal.toBuilder().message(message).awsErrorDetails(named).build();
        if (AwsErrorText.isEncoded(refusal)) {
            readable.addSuppressed(refusal); // for whoever can have it decoded
        }
        return readable;
    }

    /** Names the operation that was called, as in {@code ec2:DescribeInstances}. */
    private record Call(String service, String operation) {
        static Call of(ExecutionAttributes attributes) {
            return new Call(
                    String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)),
                    String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
        }

        @Override
        public String toString() {
            return service.toLowerCase(Locale.ROOT) + ":" + operation;
        }
    }
}
