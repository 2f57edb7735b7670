package dev.lamplighter.base.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.Abortable;

/** Passes the body of an answer through, forward only; {@link #abort} closes its connection. */
abstract class AbortableBody extends FilterInputStream implements Abortable {
    AbortableBody(InputStream body) {
        super(body);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] target, int offset, int length) throws IOException;

    @Override
    public final long skip(long count) throws IOException {
        return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, 8192)]));
    }

    @Override
    public final boolean markSupported() {
        return false;
    }

    @Override
    public final void abort() {
        if (in instanceof Abortable connection) {
            connection.abort();
        }
    }
}
