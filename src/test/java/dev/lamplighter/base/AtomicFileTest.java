package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a power cut may leave of a file is the old content or the new one, and once written only the new one. */
final class AtomicFileTest {
    private static final String NEW = ".kept.json.new";

    @TempDir
    private Path folder;

    private final WatchedFileSystem disk = new WatchedFileSystem();

    @Test
    void theNewContentIsOnTheDiskBeforeItTakesTheNameOfTheOld() throws IOException {
        List<String> acts = acts();

        int lastWrite = acts.lastIndexOf("write " + NEW);
        int force = acts.lastIndexOf("force " + NEW);
        int move = acts.indexOf("move " + NEW + " kept.json");
        assertThat(lastWrite).as("%s", acts).isNotNegative().isLessThan(force);
        assertThat(force).as("%s", acts).isLessThan(move);
    }

    @Test
    void theNewNameIsOnTheDiskWhenItReturns() throws IOException {
        List<String> acts = acts();

        assertThat(acts.lastIndexOf("force " + folder.getFileName()))
                .as("%s", acts)
                .isGreaterThan(acts.indexOf("move " + NEW + " kept.json"));
    }

    @Test
    void theFileItselfIsNeverWrittenTo() throws IOException {
        assertThat(acts()).doesNotContain("write kept.json");
    }

    @Test
    void aFileThatCantBeWrittenIsNamedAndTheOldOneStays() throws IOException {
        Path file = folder.resolve("kept.json");
        AtomicFile.write(file, "old".getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(folder.resolve(NEW)); // in the way

        assertThatThrownBy(() -> AtomicFile.write(file, new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("kept.json");
        assertThat(file).hasContent("old");
    }

    private List<String> acts() throws IOException {
        Path file = folder.resolve("kept.json");
        Files.writeString(file, "old");
        AtomicFile.write(disk.watched(file), "new".getBytes(StandardCharsets.UTF_8));
        assertThat(file).hasContent("new");
        return disk.acts;
    }
}
