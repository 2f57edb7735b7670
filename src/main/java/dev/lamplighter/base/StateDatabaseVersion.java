package dev.lamplighter.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Holds the version of the state database, in a file of its own beside it.
 *
 * @param id of the database; 0 while it has none. (H2's time of creation changes when it opens a file with the clock set
 *     back.)
 * @param version the number of commits to it
 * @param checksum of the whole file, if it was closed in order; -1 while it is open
 */
record StateDatabaseVersion(int id, long version, long checksum) {
    static final long OPEN = -1;
    private static final Pattern WRITTEN =
            Pattern.compile("(?:id=(\\d{1,9})|created=\\d{1,18}) version=(\\d{1,18}) checksum=(-1|\\d{1,18})\\s*");

    /** Reads the mark; empty when there is none, or none that can be parsed. */
    static Optional<StateDatabaseVersion> read(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) > 200) {
            return Optional.empty();
        }
        Matcher written = WRITTEN.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        return written.matches()
                ? Optional.of(new StateDatabaseVersion(
                        written.group(1) == null ? 0 : Integer.parseInt(written.group(1)), // of an earlier version
                        Long.parseLong(written.group(2)),
                        Long.parseLong(written.group(3))))
                : Optional.empty();
    }

    /** The same mark, for a file that is open again. */
    StateDatabaseVersion open() {
        return new StateDatabaseVersion(id, version, OPEN);
    }

    void write(Path file) throws IOException {
        AtomicFile.write(
                file,
                ("id=" + id + " version=" + version + " checksum=" + checksum + "\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** The checksum of a file that no process writes now. */
    static long checksum(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                sum.update(buffer, 0, read);
            }
        }
        return sum.getValue();
    }
}
