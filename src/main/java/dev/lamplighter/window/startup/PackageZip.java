package dev.lamplighter.window.startup;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a startup package as a ZIP file whose bytes depend on its content alone: sorted names, one time, sizes before the data,
 * permissions 755 or 644.
 */
final class PackageZip {
    /** 1980-01-01 00:00, the first time that the format knows. */
    private static final int DOS_DATE = 1 << 5 | 1;

    private static final int VERSION = 20;

    /** One entry on its way into the file. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Packed(PackageEntry entry, byte[] name, byte[] data, int method, int offset) {}

    /** A path and the bytes that it takes of the file. */
    record EntrySize(String path, int bytes) {}

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Packed> written = new ArrayList<>();

    private PackageZip() {}

    static PackageZip of(PackageContent content) {
        PackageZip zip = new PackageZip();
        content.entries().forEach(zip::add);
        zip.finish();
        return zip;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** What each entry takes, its headers included. */
    List<EntrySize> sizes() {
        return written.stream()
                .map(packed -> new EntrySize(
                        packed.entry().path(),
                        packed.data().length
                                + 2 * packed.name().length
                                + ZipFormatConstants.LOCAL_HEADER_LENGTH
                                + ZipFormatConstants.CENTRAL_HEADER_LENGTH))
                .toList();
    }

    private void add(PackageEntry entry) {
        byte[] name = (entry.folder() ? entry.path() + "/" : entry.path()).getBytes(StandardCharsets.UTF_8);
        byte[] deflated = deflate(entry.content());
        boolean smaller = deflated.length < entry.content().length;
        Packed packed = new Packed(
                entry,
                name,
                smaller ? deflated : entry.content(),
                smaller ? ZipFormatConstants.DEFLATED : ZipFormatConstants.STORED,
                out.size());
        byte[] header = new byte[ZipFormatConstants.LOCAL_HEADER_LENGTH];
        putCommon(littleEndian(header).putInt(ZipFormatConstants.LOCAL_HEADER), packed);
        out.writeBytes(header);
        out.writeBytes(name);
        out.writeBytes(packed.data());
        written.add(packed);
    }

    private static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream deflated = new ByteArrayOutputStream();
            byte[] block = new byte[8192];
            while (!deflater.finished()) {
                deflated.write(block, 0, deflater.deflate(block));
            }
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** From the version to the length of the name, as in both headers. */
    private static void putCommon(ByteBuffer header, Packed packed) {
        CRC32 crc = new CRC32();
        crc.update(packed.entry().content());
        header.putShort((short) VERSION)
                .putShort((short) (isAscii(packed.name()) ? 0 : ZipFormatConstants.UTF_8))
                .putShort((short) packed.method())
                .putShort((short) 0)
                .putShort((short) DOS_DATE)
                .putInt((int) crc.getValue())
                .putInt(packed.data().length)
                .putInt(packed.entry().content().length)
                .putShort((short) packed.name().length);
    }

    private static boolean isAscii(byte[] name) {
        for (byte one : name) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    private void finish() {
        int start = out.size();
        written.forEach(this::addToDirectory);
        byte[] end = new byte[ZipFormatConstants.END_LENGTH];
        littleEndian(end)
                .putInt(ZipFormatConstants.END_OF_CENTRAL_DIRECTORY)
                .putInt(0)
                .putShort((short) written.size())
                .putShort((short) written.size())
                .putInt(out.size() - start)
                .putInt(start);
        out.writeBytes(end);
    }

    private void addToDirectory(Packed packed) {
        byte[] header = new byte[ZipFormatConstants.CENTRAL_HEADER_LENGTH];
        ByteBuffer fields = littleEndian(header).putInt(ZipFormatConstants.CENTRAL_HEADER);
        fields.putShort((short) (ZipFormatConstants.MADE_BY_UNIX | VERSION));
        putCommon(fields, packed);
        fields.putLong(0).putInt(mode(packed.entry()) << 16).putInt(packed.offset());
        out.writeBytes(header);
        out.writeBytes(packed.name());
    }

    private static int mode(PackageEntry entry) {
        if (entry.folder()) {
            return ZipFormatConstants.FOLDER | 0755;
        }
        return ZipFormatConstants.REGULAR_FILE | (entry.executable() ? 0755 : 0644);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
