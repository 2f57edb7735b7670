package dev.lamplighter;

import dev.lamplighter.app.settings.ProgramDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives the tests of a JVM a folder of their own for sandboxes, so that no command of theirs asks one that somebody runs beside
 * them. JUnit finds it in {@code META-INF/services}, however the tests are run.
 */
public final class SandboxesOfTests implements BeforeAllCallback {
    static {
        try {
            Path none = Files.createTempDirectory("sandboxes");
            none.toFile().deleteOnExit();
            System.setProperty(ProgramDirectory.SANDBOXES, none.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // all is done when the class is loaded
    }
}
