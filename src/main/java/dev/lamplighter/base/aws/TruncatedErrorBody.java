package dev.lamplighter.base.aws;

import java.io.IOException;
import java.io.InputStream;

/**
 * Truncates the body of an error to the length and nesting depth of AWS's errors; reading ends there, and the connection is
 * closed.
 */
final class TruncatedErrorBody extends AbortableBody {
    private final XmlDepth depth = new XmlDepth();
    private int left;

    TruncatedErrorBody(InputStream body, int most) {
        super(body);
        this.left = most;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = left == 0 ? -1 : in.read(target, offset, Math.min(length, left));
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
}
