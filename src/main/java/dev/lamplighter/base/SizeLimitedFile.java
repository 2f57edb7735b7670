package dev.lamplighter.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads files that operators write, up to a size limit: a large file named by mistake must lead to one line and must not
 * fill the memory of the process.
 */
public final class SizeLimitedFile {
    /**
     * The limit for text that a person writes: a hundred times the largest of this project's own files, which has 10 KiB.
     */
    public static final int LARGEST_BYTES = 1 << 20;

    private SizeLimitedFile() {}

    /**
     * All bytes of a regular file.
     *
     * @throws IOException with a message for people when it is larger, is no file, or can't be read
     */
    public static byte[] bytes(Path file, int largest) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException((Files.isDirectory(file) ? "a folder" : "not a regular file") + " is there");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = Files.size(file) > largest ? new byte[largest + 1] : in.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new IOException("larger than " + limit(largest));
            }
            return bytes;
        }
    }

    /**
     * The text of a file that is UTF-8.
     *
     * @throws CharacterCodingException when it is not
     * @throws IOException as {@link #bytes}
     */
    public static String text(Path file, int largest) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes(file, largest)))
                .toString();
    }

    private static String limit(int bytes) {
        return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
    }
}
