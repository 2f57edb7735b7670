package dev.lamplighter.window.startup;

import dev.lamplighter.base.code.PackageProblemCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads a startup package by the directory at the end of its ZIP file; an entry never grows beyond the size that it names. */
final class PackageZipReader {
    private static final int MOST_RATIO = 200;

    private final ByteBuffer zip;
    private final PackageFindings findings;
    private final PackageContent content;
    private final PackageEntryCollector reader;

    /** One header of the directory. */
    private record Header(String name, int flags, int method, long crc, long packed, long size, int mode, long offset) {
        boolean isFolder() {
            return name.endsWith("/");
        }

        String path() {
            return isFolder() ? name.substring(0, name.length() - 1) : name;
        }
    }

    private PackageZipReader(String source, byte[] bytes, PackageFindings findings, boolean asSent) {
        zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.findings = findings;
        content = new PackageContent(source, "!/");
        reader = new PackageEntryCollector(content, findings, asSent);
    }

    /**
     * What can be used of a file; what can't be is told.
     *
     * @param asSent whether it goes to an instance as it is, so that leftovers in it have to be mended
     */
    static PackageContent read(String source, byte[] bytes, PackageFindings findings, boolean asSent) {
        PackageZipReader reading = new PackageZipReader(source, bytes, findings, asSent);
        try {
            reading.readAll();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            reading.damaged(source, "its directory leads out of the file");
        }
        reading.reader.finish();
        return reading.content;
    }

    private void readAll() {
        int end = end();
        if (end < 0) {
            damaged(content.where(), "the directory at its end is missing");
            return;
        }
        int count = zip.getShort(end + 10) & 0xffff;
        int at = zip.getInt(end + 16);
        for (int i = 0; i < count; i++) {
            if (zip.getInt(at) != ZipFormatConstants.CENTRAL_HEADER) {
                damaged(content.where(), "its directory ends after " + i + " of " + count + " entries");
                return;
            }
            int name = zip.getShort(at + 28) & 0xffff;
            read(header(at, name));
            at += ZipFormatConstants.CENTRAL_HEADER_LENGTH
                    + name
                    + (zip.getShort(at + 30) & 0xffff)
                    + (zip.getShort(at + 32) & 0xffff);
        }
    }

    private int end() {
        for (int at = zip.capacity() - ZipFormatConstants.END_LENGTH; at >= 0; at--) {
            if (zip.getInt(at) == ZipFormatConstants.END_OF_CENTRAL_DIRECTORY) {
                return at;
            }
        }
        return -1;
    }

    private Header header(int at, int nameLength) {
        boolean unix = zip.get(at + 5) == ZipFormatConstants.MADE_BY_UNIX >> 8;
        return new Header(
                name(at + ZipFormatConstants.CENTRAL_HEADER_LENGTH, nameLength),
                zip.getShort(at + 8) & 0xffff,
                zip.getShort(at + 10) & 0xffff,
                zip.getInt(at + 16) & 0xffffffffL,
                zip.getInt(at + 20) & 0xffffffffL,
                zip.getInt(at + 24) & 0xffffffffL,
                unix ? zip.getInt(at + 38) >>> 16 : 0,
                zip.getInt(at + 42) & 0xffffffffL);
    }

    private String name(int at, int length) {
        byte[] name = new byte[length];
        zip.get(at, name);
        return new String(name, StandardCharsets.UTF_8);
    }

    private void read(Header header) {
        String path = header.path();
        if (!reader.accepts(path)) {
            return;
        }
        int type = header.mode() & ZipFormatConstants.FILE_TYPE;
        if (type != 0 && type != (header.isFolder() ? ZipFormatConstants.FOLDER : ZipFormatConstants.REGULAR_FILE)) {
            findings.problem(
                    PackageProblemCode.NO_REGULAR_FILE,
                    content.where(path),
                    "neither a file nor a folder",
                    "a symbolic link leads elsewhere on another machine",
                    "build the package anew with a copy of the file");
        } else if (header.isFolder()) {
            reader.add(PackageEntry.folder(path));
        } else if (isWithinLimits(header)) {
            inflate(header)
                    .ifPresent(bytes -> reader.add(
                            PackageEntry.file(path, (header.mode() & ZipFormatConstants.OWNER_EXECUTES) != 0, bytes)));
        }
    }

    private boolean isWithinLimits(Header header) {
        if (header.size() > 1024 && header.size() > MOST_RATIO * header.packed()) {
            reader.overLimit("\"" + header.path() + "\" is more than " + MOST_RATIO + " times as large unpacked");
            return false;
        }
        return reader.accepts(header.path(), header.size());
    }

    private Optional<byte[]> inflate(Header header) {
        String where = content.where(header.path());
        if ((header.flags() & ZipFormatConstants.ENCRYPTED) != 0) {
            return damaged(where, "it is encrypted, and Wowza has no password");
        }
        int local = (int) header.offset();
        if (zip.getInt(local) != ZipFormatConstants.LOCAL_HEADER) {
            return damaged(where, "its data is not where the directory says");
        }
        if (!header.name()
                .equals(name(local + ZipFormatConstants.LOCAL_HEADER_LENGTH, zip.getShort(local + 26) & 0xffff))) {
            return damaged(where, "its name before the data is another than in the directory");
        }
        int data = local
                + ZipFormatConstants.LOCAL_HEADER_LENGTH
                + (zip.getShort(local + 26) & 0xffff)
                + (zip.getShort(local + 28) & 0xffff);
        byte[] packed = new byte[(int) Math.min(header.packed(), zip.capacity())];
        zip.get(data, packed);
        return switch (header.method()) {
            case ZipFormatConstants.STORED -> checked(header, packed, packed.length);
            case ZipFormatConstants.DEFLATED -> inflate(header, packed);
            default -> damaged(where, "its compression method " + header.method() + " is neither stored nor deflated");
        };
    }

    private Optional<byte[]> inflate(Header header, byte[] packed) {
        byte[] plain = new byte[(int) header.size() + 1];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            int length = 0;
            int more;
            do {
                more = inflater.inflate(plain, length, plain.length - length);
                length += more;
            } while (more > 0);
            return checked(header, plain, length);
        } catch (DataFormatException e) {
            return damaged(content.where(header.path()), "its compressed data is broken");
        } finally {
            inflater.end();
        }
    }

    private Optional<byte[]> checked(Header header, byte[] plain, int length) {
        CRC32 crc = new CRC32();
        crc.update(plain, 0, length);
        if (length != header.size() || crc.getValue() != header.crc()) {
            return damaged(content.where(header.path()), "its size or checksum is not what the directory says");
        }
        return Optional.of(Arrays.copyOf(plain, length));
    }

    private Optional<byte[]> damaged(String where, String why) {
        findings.problem(
                PackageProblemCode.ZIP_DAMAGED,
                where,
                "can't be unpacked",
                why,
                "build it anew from its folder: lamplighter package build");
        return Optional.empty();
    }
}
