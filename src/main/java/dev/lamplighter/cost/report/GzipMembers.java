package dev.lamplighter.cost.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/**
 * Reads the text of all members of a gzip file (RFC 1952), one after another. {@link java.util.zip.GZIPInputStream} can't be
 * used: it stops after a member when {@code available()} happens to be 0, and takes garbage after a member for the end.
 *
 * <p>The CRC of each member must match; its length field is ignored, because it is modulo 2^32. Zero bytes at the end of the
 * file are ignored, as by gzip(1). Anything else after the last member, which gzip(1) drops with a warning, makes the file
 * refused, because it may be rows.
 */
final class GzipMembers extends InputStream {
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final CompressedFileReader bytes;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean isFirst = true;
    private boolean inMember;
    private boolean ended;

    GzipMembers(InputStream in, String where) {
        bytes = new CompressedFileReader(in, where);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!ended && length > 0) {
            if (!inMember) {
                readHeader();
            }
            int count = bytes.inflate(inflater, target, offset, length);
            if (count > 0) {
                crc.update(target, offset, count);
                return count;
            }
            readTrailer();
        }
        return length == 0 ? 0 : -1;
    }

    private void readHeader() throws IOException {
        if (bytes.next() != 0x1f || bytes.next() != 0x8b || bytes.next() != 8) {
            throw bytes.damaged(
                    isFirst
                            ? "it doesn't begin as a gzip file does"
                            : "something follows its gzip data, which gzip calls trailing garbage and drops; it may be rows");
        }
        isFirst = false;
        int flags = bytes.next();
        bytes.skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            bytes.skip(bytes.number(2));
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            bytes.skip(2);
        }
        inMember = true;
    }

    private void skipText() throws IOException {
        int next = bytes.next();
        while (next != 0) {
            next = bytes.next();
        }
    }

    private void readTrailer() throws IOException {
        if (bytes.number(4) != crc.getValue()) {
            throw bytes.damaged("a gzip member's CRC does not match its content");
        }
        bytes.skip(4);
        inflater.reset();
        crc.reset();
        inMember = false;
        ended = bytes.isAtEnd() || endsInZeros();
    }

    /** Whether nothing but zero bytes follows, with which some programs fill the last block of a file. */
    private boolean endsInZeros() throws IOException {
        if (bytes.peek() != 0) {
            return false;
        }
        while (!bytes.isAtEnd()) {
            if (bytes.next() != 0) {
                throw bytes.damaged("something follows the zero bytes behind its gzip data; it may be rows");
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        bytes.close();
    }
}
