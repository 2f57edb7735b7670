package dev.lamplighter.benchmarks.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where things are.
 *
 * @param home the checkout
 * @param here {@code benchmarks/convert}
 * @param work what is made: classes, libraries, reports, outputs
 */
record Folders(Path home, Path here, Path work) {
    static Folders ofProperties() {
        return new Folders(folder("convert.home"), folder("convert.here"), folder("convert.work"));
    }

    Path classes() {
        return work.resolve("classes");
    }

    /** Class path of our own classes and the libraries whose names begin so. */
    String classPath(String... prefixes) {
        try (Stream<Path> jars = Files.list(work.resolve("lib"))) {
            String chosen = jars.filter(jar ->
                            Stream.of(prefixes).anyMatch(jar.getFileName().toString()::startsWith))
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
            return classes() + ":" + chosen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Parquet files below a folder, by name. */
    static List<Path> parquet(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    /** An empty folder of this name. */
    static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    private static Path folder(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(property + " is not set; run benchmarks/convert.sh");
        }
        return Path.of(value);
    }
}
