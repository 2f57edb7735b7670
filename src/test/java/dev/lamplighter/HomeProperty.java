package dev.lamplighter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes a folder the home that commands work in, for one test, and sets back what the property was. */
public final class HomeProperty implements AfterEachCallback {
    private static final String HOME = "lamplighter.home";

    private final String before = System.getProperty(HOME, "");

    public void set(Path home) {
        System.setProperty(HOME, home.toString());
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

    @Override
    public void afterEach(ExtensionContext context) {
        if (before.isEmpty()) {
            System.clearProperty(HOME);
        } else {
            System.setProperty(HOME, before);
        }
    }
}
