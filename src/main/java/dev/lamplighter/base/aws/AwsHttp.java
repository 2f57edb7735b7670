package dev.lamplighter.base.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Provides the HTTP client of every AWS client: the JDK's own, which keeps connections open.
 *
 * <p>A kept connection may have been closed by the other side just before an upload. {@code UrlConnectionHttpClient} throws
 * that as an {@link UncheckedIOException}, which the SDK takes for a bug and never retries; here the original
 * {@link IOException} is thrown, and the SDK sends the request again.
 */
public final class AwsHttp implements SdkHttpClient {
    /** AWS accepts connections within a fraction of a second. */
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** The longest silence; the SDK's own default. */
    private static final Duration SOCKET = Duration.ofSeconds(30);

    private final SdkHttpClient client = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(SOCKET)
            .build();

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                try {
                    return prepared.call();
                } catch (UncheckedIOException e) {
                    throw new IOException(e.getCause());
                } catch (IllegalArgumentException e) { // thrown for an invalid status line
                    throw new IOException("the answer is not HTTP", e);
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
