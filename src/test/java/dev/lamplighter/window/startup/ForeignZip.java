package dev.lamplighter.window.startup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips as other programs do: by Java's own library, whose directory is given modes of Unix. */
final class ForeignZip {
    private static final int CENTRAL_HEADER = 0x02014b50;

    private ForeignZip() {}

    static byte[] of(Path folder, List<BadPackage.RawEntry> added) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> modes = new ArrayList<>();
        try (ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> found = Files.walk(folder)) {
            for (Path each : found.skip(1).toList()) {
                boolean isFolder = Files.isDirectory(each);
                zip.putNextEntry(new ZipEntry(folder.relativize(each) + (isFolder ? "/" : "")));
                zip.write(isFolder ? new byte[0] : Files.readAllBytes(each));
                int file = Files.isExecutable(each) ? 0100755 : 0100644;
                modes.add(isFolder ? 0040755 : file);
            }
            for (BadPackage.RawEntry entry : added) {
                zip.putNextEntry(new ZipEntry(entry.localName()));
                zip.write(entry.content());
                modes.add(entry.unixMode());
            }
        }
        byte[] zipped = withModes(out.toByteArray(), modes);
        added.forEach(entry -> rename(zipped, entry));
        return zipped;
    }

    /** In the directory alone, which is the last place. */
    private static void rename(byte[] zip, BadPackage.RawEntry entry) {
        byte[] written = entry.localName().getBytes(StandardCharsets.UTF_8);
        byte[] wanted = entry.path().getBytes(StandardCharsets.UTF_8);
        int at = new String(zip, StandardCharsets.ISO_8859_1)
                .lastIndexOf(new String(written, StandardCharsets.ISO_8859_1));
        System.arraycopy(wanted, 0, zip, at, wanted.length);
    }

    private static byte[] withModes(byte[] zip, List<Integer> modes) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = bytes.getInt(zip.length - 6);
        for (int mode : modes) {
            if (bytes.getInt(at) != CENTRAL_HEADER) {
                throw new IllegalStateException("no header at " + at);
            }
            bytes.put(at + 5, (byte) 3).putInt(at + 38, mode << 16);
            at += 46 + bytes.getShort(at + 28) + bytes.getShort(at + 30) + bytes.getShort(at + 32);
        }
        return zip;
    }
}
