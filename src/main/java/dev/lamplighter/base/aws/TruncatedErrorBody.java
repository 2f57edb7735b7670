package dev.lamplighter.base.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.Abortable;

/**
 * Truncates the body of an error to the length and nesting depth of AWS's errors; reading ends there, and the connection is
 * closed.
 */
final class TruncatedErrorBody extends FilterInputStream implements Abortable {
    private final InputStream body;
    private final XmlDepth depth = new XmlDepth();
    private int left;

    TruncatedErrorBody(InputStream body, int most) {
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
        int shallow = shallow(target, offset, count);
        left = shallow < count ? 0 : left - Math.max(0, count);
        if (left == 0) {
            abort();
        }
        return shallow == 0 ? -1 : shallow;
    }

    /** The number of bytes before the first element that is nested too deeply. */
    private int shallow(byte[] target, int offset, int count) {
        for (int i = 0; i < count; i++) {
            if (depth.isTooDeep(target[offset + i])) {
                return i;
            }
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
