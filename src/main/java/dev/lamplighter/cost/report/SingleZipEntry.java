package dev.lamplighter.cost.report;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/**
 * Reads the content of a ZIP file with exactly one entry, forwards without seeking: sizes before or after the data (data
 * descriptor), of 32 or 64 bits (ZIP64), deflated or stored. The entry's name is not used. Source: PKWARE's APPNOTE.TXT
 * §4.3.
 */
final class SingleZipEntry extends InputStream {

    private static final long LOCAL_HEADER = 0x04034b50L;
    private static final long DATA_DESCRIPTOR = 0x08074b50L;
    private static final long CENTRAL_HEADER = 0x02014b50L;
    private static final long END_OF_CENTRAL_DIRECTORY = 0x06054b50L;
    private static final long ZIP64_END_OF_CENTRAL_DIRECTORY = 0x06064b50L;
    private static final long ZIP64_LOCATOR = 0x07064b50L;
    private static final int ENCRYPTED = 1;
    private static final int SIZES_BEHIND = 8;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final long SIZE_IN_ZIP64_EXTRA = 0xffffffffL;

    private final String where;
    private final CompressedFileReader bytes;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean begun;
    private boolean ended;
    private boolean sizesBehind;
    private int method;
    private long headerCrc;
    private long storedLeft;
    private long contentBytes;

    SingleZipEntry(InputStream in, String where) {
        this.where = where;
        bytes = new CompressedFileReader(in, where);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!begun) {
            readLocalHeader();
        }
        if (ended || length == 0) {
            return length == 0 ? 0 : -1;
        }
        int count = method == DEFLATED
                ? bytes.inflate(inflater, target, offset, length)
                : copyStored(target, offset, length);
        if (count == 0) {
            readToEnd();
            return -1;
        }
        crc.update(target, offset, count);
        contentBytes += count;
        return count;
    }

    private int copyStored(byte[] target, int offset, int length) throws IOException {
        if (storedLeft == 0) {
            return 0;
        }
        int count = bytes.copy(target, offset, (int) Math.min(length, storedLeft));
        storedLeft -= count;
        return count;
    }

    private void readLocalHeader() throws IOException {
        begun = true;
        long signature = bytes.number(4);
        if (signature == END_OF_CENTRAL_DIRECTORY) {
            throw entries("no entry");
        }
        if (signature != LOCAL_HEADER) {
            throw bytes.damaged("it does not begin as a ZIP file");
        }
        bytes.skip(2);
        int flags = (int) bytes.number(2);
        method = (int) bytes.number(2);
        bytes.skip(4);
        headerCrc = bytes.number(4);
        storedLeft = bytes.number(4);
        long size = bytes.number(4);
        int nameBytes = (int) bytes.number(2);
        int extraBytes = (int) bytes.number(2);
        bytes.skip(nameBytes);
        readExtra(extraBytes, size == SIZE_IN_ZIP64_EXTRA);
        sizesBehind = (flags & SIZES_BEHIND) != 0;
        checkMethod(flags);
    }

    /** Reads the extra fields; only the ZIP64 field matters, and only for a stored entry. */
    private void readExtra(int length, boolean sizeComesFirst) throws IOException {
        int left = length;
        while (left >= 4) {
            int id = (int) bytes.number(2);
            int fieldBytes = (int) bytes.number(2);
            left -= 4 + fieldBytes;
            boolean zip64Size = id == 1 && storedLeft == SIZE_IN_ZIP64_EXTRA && fieldBytes >= (sizeComesFirst ? 16 : 8);
            if (zip64Size) {
                bytes.skip(sizeComesFirst ? 8 : 0);
                storedLeft = bytes.number(8);
                bytes.skip(fieldBytes - (sizeComesFirst ? 16 : 8));
            } else {
                bytes.skip(fieldBytes);
            }
        }
        if (left < 0) {
            throw bytes.damaged("its entry's extra field is longer than said");
        }
        bytes.skip(left);
    }

    private void checkMethod(int flags) {
        if ((flags & ENCRYPTED) != 0) {
            throw entries("an encrypted entry");
        }
        if (method != DEFLATED && (method != STORED || sizesBehind)) {
            throw entries("an entry compressed by method " + method + (sizesBehind ? " with its size behind it" : ""));
        }
    }

    private void readToEnd() throws IOException {
        ended = true;
        long next = sizesBehind ? readDataDescriptor() : bytes.number(4);
        if (crc.getValue() != headerCrc) {
            throw bytes.damaged("its entry's CRC does not match the content");
        }
        if (next == LOCAL_HEADER) {
            throw entries("more than one entry");
        }
        readCentralDirectory(next);
    }

    /** Reads a descriptor with or without its signature, with sizes of 32 or 64 bits; returns what follows it. */
    private long readDataDescriptor() throws IOException {
        long first = bytes.number(4);
        headerCrc = first == DATA_DESCRIPTOR ? bytes.number(4) : first;
        bytes.skip(4);
        long second = bytes.number(4);
        long next = bytes.number(4);
        boolean short32 = second == (contentBytes & 0xffffffffL) && (next == CENTRAL_HEADER || next == LOCAL_HEADER);
        if (short32) {
            return next;
        }
        bytes.skip(4);
        return bytes.number(4);
    }

    private void readCentralDirectory(long first) throws IOException {
        if (first != CENTRAL_HEADER) {
            throw bytes.damaged("its central directory is missing");
        }
        bytes.skip(24);
        long nameBytes = bytes.number(2);
        long extraBytes = bytes.number(2);
        long commentBytes = bytes.number(2);
        bytes.skip(12 + nameBytes + extraBytes + commentBytes);
        long next = bytes.number(4);
        if (next == CENTRAL_HEADER) {
            throw entries("more than one entry");
        }
        if (next == ZIP64_END_OF_CENTRAL_DIRECTORY) {
            bytes.skip(bytes.number(8));
            next = bytes.number(4);
        }
        if (next == ZIP64_LOCATOR) {
            bytes.skip(16);
            next = bytes.number(4);
        }
        if (next != END_OF_CENTRAL_DIRECTORY) {
            throw bytes.damaged("its central directory has no end");
        }
        bytes.skip(16);
        bytes.skip(bytes.number(2));
        if (!bytes.isAtEnd()) {
            throw bytes.damaged("something follows the end of the ZIP file");
        }
    }

    private ProblemException entries(String what) {
        return new ProblemException(new Problem(
                CostProblemCode.NOT_ONE_ENTRY,
                where,
                what,
                "a report's ZIP file holds exactly one entry, deflated or stored, not encrypted",
                "copy the file again from where AWS delivered it; the next delivery is tried by itself"));
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        bytes.close();
    }
}
