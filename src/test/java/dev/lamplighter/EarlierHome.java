package dev.lamplighter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A home with settings, windows and state as commit bed6181 left it (src/test/resources/home-of-bed6181). */
public final class EarlierHome {
    private EarlierHome() {}

    /** Copies it into a folder, and routes and queries of this checkout beside it. */
    public static Path copyTo(Path folder) throws IOException {
        copy(Path.of("src/test/resources/home-of-bed6181"), folder);
        copy(Path.of("routes"), folder.resolve("routes"));
        copy(Path.of("queries"), folder.resolve("queries"));
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
