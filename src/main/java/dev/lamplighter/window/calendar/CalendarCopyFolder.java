package dev.lamplighter.window.calendar;

import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.base.SizeLimitedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps copies of calendars in a folder, one file each, replaced atomically. A file holds lines with what the server said
 * about the calendar, an empty line, and the calendar as it was received. Its name is a hash of the URL, because the URL may
 * be a secret.
 */
public final class CalendarCopyFolder implements CalendarCopies {
    private static final int LONGEST_HEAD = 8192;
    private static final int LONGEST_VALUE = 1000;
    private static final int NAME_BYTES = 12;
    private static final String SUFFIX = ".calendar";

    private final Path folder;

    public CalendarCopyFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<CalendarCopy> of(URI url) {
        try {
            return parse(SizeLimitedFile.bytes(file(url), CalendarFiles.LARGEST_BYTES + LONGEST_HEAD));
        } catch (IOException e) {
            return Optional.empty(); // no copy, or an unusable one: the calendar is fetched again
        }
    }

    void keep(URI url, CalendarCopy copy) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(("fetched: " + copy.fetched() + "\nchecked: " + copy.checked() + "\netag: "
                        + oneLine(copy.etag()) + "\nlast-modified: " + oneLine(copy.lastModified()) + "\n\n")
                .getBytes(StandardCharsets.UTF_8));
        file.writeBytes(copy.content());
        AtomicFile.write(file(url), file.toByteArray());
    }

    /**
     * Removes the copies of calendars that are not in {@code declared} and were last checked before {@code then} or can't be
     * read.
     */
    void removeOthers(Set<URI> declared, Instant then) throws IOException {
        Set<Path> wanted = declared.stream().map(this::file).collect(Collectors.toSet());
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(SUFFIX) && !wanted.contains(file))
                    .toList();
        } catch (NoSuchFileException e) {
            return; // there are no copies yet
        }
        for (Path file : files) {
            Optional<CalendarCopy> copy =
                    parse(SizeLimitedFile.bytes(file, CalendarFiles.LARGEST_BYTES + LONGEST_HEAD));
            if (copy.filter(kept -> !kept.checked().isBefore(then)).isEmpty()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Optional<CalendarCopy> parse(byte[] bytes) {
        Map<String, String> head = new HashMap<>();
        int at = 0;
        for (int i = 0; i < Math.min(bytes.length, LONGEST_HEAD); i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            String[] pair = new String(bytes, at, i - at, StandardCharsets.UTF_8).split(": ", 2);
            at = i + 1;
            if (pair.length < 2 && pair[0].isEmpty()) {
                return copy(head, Arrays.copyOfRange(bytes, at, bytes.length));
            }
            head.put(pair[0], pair.length < 2 ? "" : pair[1]);
        }
        return Optional.empty();
    }

    private static Optional<CalendarCopy> copy(Map<String, String> head, byte[] content) {
        try {
            return Optional.of(new CalendarCopy(
                    Instant.parse(head.getOrDefault("fetched", "")),
                    Instant.parse(head.getOrDefault("checked", "")),
                    head.getOrDefault("etag", ""),
                    head.getOrDefault("last-modified", ""),
                    content));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String oneLine(String value) {
        String seen = value.replaceAll("[^\\x20-\\x7E]", "");
        return seen.length() > LONGEST_VALUE ? "" : seen;
    }

    private Path file(URI url) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(url.toString().getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest, 0, NAME_BYTES) + SUFFIX);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
