package dev.lamplighter.cost.report;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.CostProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads an object from S3, or a part of it. If the connection breaks, the rest of the same content is requested again. The
 * content must have the length with which it was pinned. Closing the stream doesn't drain it.
 */
final class S3ObjectStream extends InputStream {
    private static final Logger LOG = LoggerFactory.getLogger(S3ObjectStream.class);
    /** The most broken connections in a row that brought no bytes. */
    private static final int MAX_BREAKS = 3;

    private final String uri;
    private final Opening opening;
    private final LongSupplier nanoTime;
    private final ReadRate rate = new ReadRate();
    private ResponseInputStream<GetObjectResponse> response;
    private long position;
    private long left;
    private int breaks;

    /** Requests bytes of the pinned content. */
    @FunctionalInterface
    interface Opening {
        ResponseInputStream<GetObjectResponse> at(long offset, long length) throws IOException;
    }

    S3ObjectStream(String uri, Opening opening, LongSupplier nanoTime, long offset, long length) throws IOException {
        this.uri = uri;
        this.opening = opening;
        this.nanoTime = nanoTime;
        position = offset;
        left = length;
        response = opening.at(offset, length);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (length > 0) {
            long asked = nanoTime.getAsLong();
            int count;
            try {
                count = response.read(target, offset, length);
                if (count < 0 && left > 0) {
                    throw new IOException("ended " + left + " bytes too early");
                }
                if (count > 0) {
                    position += count;
                    left -= count;
                    breaks = 0;
                }
            } catch (IOException | SdkException e) {
                reopen(e);
                continue;
            }
            if (left > 0 && rate.isStalled(nanoTime.getAsLong() - asked, count)) {
                reopenStalled();
            }
            return count;
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        if (left > 0) {
            response.abort();
        } else {
            response.close();
        }
    }

    /** Opens another connection, which may be faster; throws if the one before was opened for that reason, too. */
    private void reopenStalled() throws IOException {
        String words = rate.words();
        if (!rate.mayTryAgain() || Thread.currentThread().isInterrupted()) {
            throw new IOException(new Problem(
                            CostProblemCode.STORE_TOO_SLOW,
                            uri,
                            "the store sends too slowly",
                            words + " and no more on a new connection",
                            "look at the network and the store; it is tried again later, other deliveries go on")
                    .line());
        }
        LOG.warn("read stalled, reading on object={} position={} why={}", uri, position, words);
        response.abort();
        response = opening.at(position, left);
    }

    private void reopen(Exception broken) throws IOException {
        breaks++;
        if (left <= 0 || breaks > MAX_BREAKS || Thread.currentThread().isInterrupted()) {
            throw new IOException("can't read on in " + uri + ": " + broken.getMessage(), broken);
        }
        LOG.warn("read broken, reading on object={} position={} why={}", uri, position, broken.getMessage());
        response.abort();
        response = opening.at(position, left);
    }
}
