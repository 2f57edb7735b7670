package dev.lamplighter.window.crontab.script;

import dev.lamplighter.base.SizeLimitedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is known of the scripts that a crontab runs, and of the startup packages that they send.
 *
 * @param scripts their texts, by file name
 * @param packages the folder of the packages as it is to be written into windows.yaml; null if it isn't known
 * @param files what the packages are called there, by the name without {@code .zip}
 */
public record LaunchSources(
        Map<String, String> scripts, @Nullable String packages, Map<String, String> files) {
    /** No scripts and no packages. */
    public static final LaunchSources NONE = new LaunchSources(Map.of(), null, Map.of());

    private static final int MOST_FILES = 1000;

    public LaunchSources {
        scripts = Map.copyOf(scripts);
        files = Map.copyOf(files);
    }

    /**
     * Reads the folders.
     *
     * @param scripts the folder of the scripts; null for none
     * @param packages the folder of the packages; null for none
     */
    public static LaunchSources of(@Nullable Path scripts, @Nullable Path packages) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        if (scripts != null) {
            for (Path file : files(scripts)) {
                if (Files.isRegularFile(file) && Files.size(file) <= SizeLimitedFile.LARGEST_BYTES) {
                    texts.put(
                            name(file),
                            new String(
                                    SizeLimitedFile.bytes(file, SizeLimitedFile.LARGEST_BYTES),
                                    StandardCharsets.UTF_8));
                }
            }
        }
        Map<String, String> built = new TreeMap<>();
        if (packages != null) {
            for (Path file : files(packages)) {
                built.put(name(file).replaceFirst("\\.zip$", ""), name(file));
            }
        }
        return new LaunchSources(texts, packages == null ? null : packages.toString(), built);
    }

    private static Iterable<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().limit(MOST_FILES).toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The value of the key {@code package} for a package of that name; empty if the folder has none. */
    Optional<String> startupPackage(String name) {
        return packages == null
                ? Optional.empty()
                : Optional.ofNullable(files.get(name)).map(file -> packages + "/" + file);
    }
}
