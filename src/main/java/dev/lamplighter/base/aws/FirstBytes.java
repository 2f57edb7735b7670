package dev.lamplighter.base.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.Abortable;

/** The beginning of a body, which ends there for whoever reads it; the connection is given up then. */
final class FirstBytes extends FilterInputStream implements Abortable {
    private final InputStream body;
    private int left;

    FirstBytes(InputStream body, int most) {
        super(body);
        this.body = body;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = left == 0 ? -1 : super.read(target, offset, Math.min(length, left));
        left -= Math.max(0, count);
        if (left == 0) {
            abort();
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, left)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void abort() {
        if (body instanceof Abortable connection) {
            connection.abort();
        }
    }
}
