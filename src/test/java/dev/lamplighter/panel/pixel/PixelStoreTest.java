package dev.lamplighter.panel.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.query.LogLines;
import dev.lamplighter.panel.Fleets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PixelStoreTest {
    private static final PanelGeometry HAT = new PanelGeometry(8, 8);
    private static final List<PixelAssignment> TWO = List.of(
            new PixelAssignment("i-a", "web \"1\"", 0, Set.of("eu"), null),
            new PixelAssignment("i-b", 63, Set.of("eu"), Fleets.NOON));

    @TempDir
    Path folder;

    @Test
    void findsWhatItSaved() {
        Path file = folder.resolve("work/pixels.json");
        assertThat(new PixelStore(file, HAT).save(TWO)).isTrue();
        assertThat(new PixelStore(file, HAT).load()).isEqualTo(TWO);
    }

    @Test
    void beginsEmptyWithoutAFile() {
        assertThat(new PixelStore(folder.resolve("pixels.json"), HAT).load()).isEmpty();
    }

    @Test
    void findsTheOldFileAfterACrashBetweenWritingAndRenaming() throws IOException {
        Path file = folder.resolve("pixels.json");
        new PixelStore(file, HAT).save(TWO);
        Files.writeString(folder.resolve(".pixels.json.new"), "{\"pixels\":[{\"inst");

        assertThat(new PixelStore(file, HAT).load()).isEqualTo(TWO);
        assertThat(new PixelStore(file, HAT).save(TWO.subList(0, 1))).isTrue();
        assertThat(new PixelStore(file, HAT).load()).isEqualTo(TWO.subList(0, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"pixels\":[{\"inst",
                "null",
                "[]",
                "{\"pixels\":{}}",
                "{\"pixels\":[{\"instance\":\"i-a\",\"x\":0}]}",
                "{\"pixels\":[{\"instance\":\"i-a\",\"x\":-1,\"y\":0}]}",
                "{\"pixels\":[{\"instance\":7,\"x\":0,\"y\":0}]}",
                "{\"pixels\":[{\"instance\":\"i-a\",\"x\":0,\"y\":0,\"goneSince\":\"yesterday\"}]}",
                "{\"pixels\":[{\"instance\":\"i-a\",\"x\":0,\"y\":0},{\"instance\":\"i-b\",\"x\":0,\"y\":0}]}",
                "{\"pixels\":[{\"instance\":\"i-a\",\"x\":0,\"y\":0},{\"instance\":\"i-a\",\"x\":1,\"y\":0}]}"
            })
    void setsABrokenFileAside(String content) throws IOException {
        Path file = folder.resolve("pixels.json");
        Files.writeString(file, content);
        PixelStore store = new PixelStore(file, HAT);

        try (LogLines log = LogLines.of(PixelStore.class)) {
            assertThat(store.load()).isEmpty();

            assertThat(log.lines()).singleElement().asString().startsWith("LIGHT-010  " + file);
        }
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("pixels.json.broken-1")).hasContent(content);
        assertThat(store.save(TWO)).isTrue();
    }

    @Test
    void overwritesNoFileThatWasSetAside() throws IOException {
        Path file = folder.resolve("pixels.json");
        Files.writeString(folder.resolve("pixels.json.broken-1"), "first");
        Files.writeString(file, "second");

        new PixelStore(file, HAT).load();

        assertThat(folder.resolve("pixels.json.broken-1")).hasContent("first");
        assertThat(folder.resolve("pixels.json.broken-2")).hasContent("second");
    }

    @Test
    void keepsPositionsWhenThePanelChanges() {
        Path file = folder.resolve("pixels.json");
        new PixelStore(file, HAT)
                .save(List.of(
                        new PixelAssignment("i-a", 9, Set.of("eu"), null),
                        new PixelAssignment("i-b", 63, Set.of("eu"), null)));

        assertThat(new PixelStore(file, new PanelGeometry(8, 4)).load())
                .containsExactly(new PixelAssignment("i-a", 9, Set.of("eu"), null));
        assertThat(new PixelStore(file, new PanelGeometry(16, 16)).load())
                .containsExactly(
                        new PixelAssignment("i-a", 17, Set.of("eu"), null),
                        new PixelAssignment("i-b", 119, Set.of("eu"), null));
    }

    @Test
    void goesOnWhenTheFileCannotBeWritten() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("work"), "a file");
        PixelStore store = new PixelStore(notAFolder.resolve("pixels.json"), HAT);

        assertThat(store.save(TWO)).isFalse();
        Files.delete(notAFolder);
        assertThat(store.save(TWO)).isTrue();
    }

    @Test
    void refusesToStartWhenTheFileCannotBeRead() throws IOException {
        Path file = Files.createDirectory(folder.resolve("pixels.json"));

        assertThatThrownBy(() -> new PixelStore(file, HAT).load())
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("LIGHT-011  " + file);
    }
}
