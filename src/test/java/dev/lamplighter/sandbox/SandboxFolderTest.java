package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxFolderTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderWithOtherFilesIsLeftAsItIs() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "dear Ann");

        assertThatThrownBy(() -> SandboxFolder.fresh(folder))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("SANDBOX-001  " + folder);
        assertThat(letter).hasContent("dear Ann");
    }

    @Test
    void oneOfItsOwnIsEmptied() throws IOException {
        SandboxFolder.fresh(folder);
        Path left = Files.writeString(folder.resolve("left"), "of the run before");

        SandboxFolder.fresh(folder);

        assertThat(left).doesNotExist();
    }
}
