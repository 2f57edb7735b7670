package dev.lamplighter.cost.report;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object being received: it must have the length it was pinned with, and is not drained when given up. */
final class S3ObjectStream extends FilterInputStream {
    private final String uri;
    private final ResponseInputStream<GetObjectResponse> response;
    private long left;

    S3ObjectStream(String uri, ResponseInputStream<GetObjectResponse> response, long length) {
        super(response);
        this.uri = uri;
        this.response = response;
        left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(target, offset, length);
        } catch (IOException | SdkException e) {
            throw new IOException("can't read on in " + uri + ": " + e.getMessage(), e);
        }
        left -= Math.max(0, count);
        if (count < 0 && left != 0) {
            throw new IOException(uri + " ended " + left + " bytes too early");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        if (left > 0) {
            response.abort();
        } else {
            response.close();
        }
    }
}
