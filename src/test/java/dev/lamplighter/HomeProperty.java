package dev.lamplighter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Makes a folder the home that commands work in, for one test, and sets back what the property was. */
public final class HomeProperty extends SystemProperties {
    private static final String HOME = "lamplighter.home";

    public void set(Path home) {
        set(HOME, home.toString());
    }

    /** Copies folders of the sources, as an installed home has them. */
    public static void copy(Path home, String... folders) throws IOException {
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path to = home.resolve(file.toString());
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
    }
}
