package dev.lamplighter.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramDirectoryTest {
    private static final Path ANN = Path.of("/home/ann");

    @TempDir
    private Path folder;

    @Test
    void aCheckoutKeepsItsSandboxesInTheFolderOfItsBuild() throws IOException {
        assertThat(new ProgramDirectory(folder).isCheckout()).isFalse();

        Files.writeString(folder.resolve("pom.xml"), "");

        ProgramDirectory program = new ProgramDirectory(folder);
        assertThat(program.isCheckout()).isTrue();
        assertThat(program.sandboxes()).isEqualTo(folder.resolve("target"));
    }

    /** By {@link dev.lamplighter.SandboxesOfTests}. */
    @Test
    void testsMeetNoSandboxOfTheMachine() {
        assertThat(ProgramDirectory.find().sandboxes())
                .isEqualTo(Path.of(System.getProperty(ProgramDirectory.SANDBOXES)))
                .isNotEqualTo(new ProgramDirectory(ProgramDirectory.find().folder()).sandboxes());
    }

    @Test
    void aPackageKeepsThemInTheCacheOfItsUser() {
        assertThat(ProgramDirectory.cache(Map.of(), ANN)).isEqualTo(ANN.resolve(".cache/lamplighter"));
        assertThat(ProgramDirectory.cache(Map.of("XDG_CACHE_HOME", "/var/cache/ann"), ANN))
                .isEqualTo(Path.of("/var/cache/ann/lamplighter"));
        assertThat(ProgramDirectory.cache(Map.of("XDG_CACHE_HOME", "relative"), ANN))
                .isEqualTo(ANN.resolve(".cache/lamplighter"));
    }

    @Test
    void whatIsInstalledIsCalledByItsNameAlone() {
        assertThat(new ProgramDirectory(Path.of("/usr/share/lamplighter")).command())
                .isEqualTo("lamplighter");
        assertThat(new ProgramDirectory(Path.of("/opt/lamplighter")).command()).isEqualTo("bin/lamplighter");
    }
}
