package dev.lamplighter.base;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of an answer over HTTP and then gives up the connection, because a stream may have no end. */
public final class HttpBodyPrefix implements BodySubscriber<byte[]> {
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> prefix = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    /** Reads at most so many bytes. */
    public HttpBodyPrefix(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return prefix;
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription = source;
        source.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            byte[] read = new byte[Math.min(part.remaining(), most - bytes.size())];
            part.get(read);
            bytes.writeBytes(read);
        }
        if (bytes.size() >= most && subscription != null) {
            subscription.cancel();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        prefix.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        prefix.complete(bytes.toByteArray());
    }
}
