package dev.lamplighter.cost.report;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads the bytes of a gzip or ZIP file in order: little-endian numbers, and deflated data up to its own end. */
final class CompressedFileReader implements Closeable {

    private static final int BLOCK_BYTES = 64 << 10;

    private final InputStream in;
    private final String where;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int position;
    private int limit;

    CompressedFileReader(InputStream in, String where) {
        this.in = in;
        this.where = where;
    }

    boolean isAtEnd() throws IOException {
        if (position < limit) {
            return false;
        }
        position = 0;
        limit = Math.max(0, in.read(block));
        return limit == 0;
    }

    /** Reads the next byte, 0..255; throws if the file ends here. */
    int next() throws IOException {
        if (isAtEnd()) {
            throw damaged("it ends too early, it is truncated");
        }
        return block[position++] & 0xff;
    }

    /** The byte that {@link #next()} is about to return; only before the end. */
    int peek() {
        return block[position] & 0xff;
    }

    /** A little-endian number of 1 to 8 bytes. */
    long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) next() << (8 * i);
        }
        return value;
    }

    void skip(long bytes) throws IOException {
        for (long i = 0; i < bytes; i++) {
            next();
        }
    }

    /** Copies at most {@code length} bytes as they are; at least one. */
    int copy(byte[] target, int offset, int length) throws IOException {
        if (isAtEnd()) {
            throw damaged("it ends too early, it is truncated");
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(block, position, target, offset, count);
        position += count;
        return count;
    }

    /**
     * Inflates at most {@code length} bytes; returns 0 only at the end of the deflated data, whose next byte {@link #next()}
     * then returns.
     */
    int inflate(Inflater inflater, byte[] target, int offset, int length) throws IOException {
        while (!inflater.finished()) {
            if (inflater.needsInput()) {
                if (isAtEnd()) {
                    throw damaged("it ends too early, it is truncated");
                }
                inflater.setInput(block, position, limit - position);
                position = limit;
            }
            int count = inflated(inflater, target, offset, length);
            if (inflater.finished()) {
                position = limit - inflater.getRemaining();
            }
            if (count > 0) {
                return count;
            }
        }
        return 0;
    }

    private int inflated(Inflater inflater, byte[] target, int offset, int length) {
        try {
            int count = inflater.inflate(target, offset, length);
            if (inflater.needsDictionary()) {
                throw damaged("it asks for a preset dictionary");
            }
            return count;
        } catch (DataFormatException e) {
            throw damaged("its deflated data is invalid");
        }
    }

    /** The problem of a file that can't be what AWS wrote. */
    ProblemException damaged(String why) {
        return new ProblemException(new Problem(
                CostProblemCode.FILE_DAMAGED,
                where,
                "damaged file",
                why,
                "copy the file again from where AWS delivered it; the next delivery is tried by itself"));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
