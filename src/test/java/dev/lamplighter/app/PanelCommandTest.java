package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAssignment;
import dev.lamplighter.panel.pixel.PixelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The home folder is the checkout, as in every test; what differs comes by --properties. */
final class PanelCommandTest {
    @TempDir
    Path folder;

    private final CommandRun command = new CommandRun();

    @Test
    void walksOverThePanelThatIsNamed() throws IOException {
        String properties = properties("panel.size=2x2");

        assertThat(command.run("panel", "test", "--properties", properties, "--panel", "none", "--step", "1ms"))
                .as(command::err)
                .isZero();

        assertThat(command.out().lines())
                .containsExactly(
                        "panel none 2x2, panel.type",
                        "all red",
                        "all green",
                        "all blue",
                        "pixel 0 at 0,0",
                        "pixel 1 at 1,0",
                        "pixel 2 at 0,1",
                        "pixel 3 at 1,1");
    }

    /** No test machine has this bus. */
    @Test
    void saysInOneLineThatThePanelIsNotThere() throws IOException {
        String properties = properties("panel.type=unicorn-hat", "panel.spi-device=/dev/spidev6.2");
        for (String verb : List.of("test", "clear")) {
            assertThat(command.run("panel", verb, "--properties", properties)).isEqualTo(1);
            assertThat(command.err()).hasLineCount(1).startsWith("LIGHT-013  /dev/spidev6.2  can't be opened");
        }
    }

    @Test
    void clearsWhatNeedsNoBus() throws IOException {
        assertThat(command.run("panel", "clear", "--properties", properties("panel.type=none")))
                .isZero();
    }

    @Test
    void listsSavedPixelsAndPins() throws IOException {
        Path file = folder.resolve("pixels.json");
        new PixelStore(file, new PanelGeometry(8, 4))
                .save(List.of(
                        new PixelAssignment("i-0aaa", "media", 0, Set.of(), null),
                        new PixelAssignment("i-0bbb", 9, Set.of(), null),
                        new PixelAssignment("i-0ccc", 2, Set.of(), Instant.parse("2026-11-01T10:00:00Z"))));
        String properties = properties(
                "state.folder=" + folder,
                "panel.type=unicorn-phat",
                "panel.pixels-file=" + file,
                "panel.pin.i-0bbb=1,1",
                "panel.pin.encoder-1=7,3");

        assertThat(command.run("panel", "map", "--properties", properties))
                .as(command::err)
                .isZero();

        assertThat(command.out().lines())
                .containsExactly(
                        "0,0  media  i-0aaa",
                        "2,0         i-0ccc        gone since 1 Nov 2026 10:00 UTC",
                        "1,1         i-0bbb                                         pin i-0bbb",
                        "7,3         (nobody yet)                                   pin encoder-1",
                        "3 of 32 pixels given out, " + file
                                + "; names are those of the last poll, states come from a running service");
    }

    @Test
    void mapsOneInstanceByItsNameOrItsId() throws IOException {
        Path file = folder.resolve("pixels.json");
        new PixelStore(file, new PanelGeometry(8, 4))
                .save(List.of(
                        new PixelAssignment("i-0aaa", "media", 0, Set.of(), null),
                        new PixelAssignment("i-0bbb", "relay", 9, Set.of(), null)));
        String properties =
                properties("panel.type=none", "panel.size=8x4", "panel.pixels-file=" + file, "panel.pin.encoder-1=7,3");

        for (String said : List.of("relay", "i-0bbb")) {
            assertThat(command.run("panel", "map", said, "--properties", properties))
                    .isZero();
            assertThat(command.out().lines()).hasSize(2).first().isEqualTo("1,1  relay  i-0bbb");
        }
        assertThat(command.run("panel", "map", "encoder-1", "--properties", properties))
                .isZero();
        assertThat(command.out()).startsWith("7,3         (nobody yet)  pin encoder-1");
        assertThat(command.run("panel", "map", "rela", "--properties", properties))
                .isEqualTo(1);
        assertThat(command.err()).hasLineCount(1).startsWith("LIGHT-035  rela  not on the panel");
    }

    @Test
    void leavesABrokenFileOfPixelsWhereItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("pixels.json"), "{");
        String properties = properties("panel.type=none", "panel.pixels-file=" + file);
        assertThat(command.run("panel", "map", "--properties", properties)).isEqualTo(1);
        assertThat(command.err()).hasLineCount(1).startsWith("LIGHT-011  " + file + "  can't read it");
        assertThat(file).hasContent("{");
    }

    @Test
    void takesNoSnapshotWithoutAService() {
        Path picture = folder.resolve("panel.png");
        assertThat(command.run("panel", "snapshot", picture.toString(), "--pid", "999999999"))
                .isEqualTo(1);
        assertThat(command.err()).hasLineCount(1).startsWith("CONFIG-015  process 999999999");
        assertThat(picture).doesNotExist();
    }

    @Test
    void refusesAnUnknownPanelWithASuggestion() {
        for (String verb : List.of("test", "clear", "map")) {
            assertThat(command.run("panel", verb, "--panel", "sense-hatt")).isEqualTo(1);
            assertThat(command.err()).hasLineCount(1).endsWith("fix: did you mean sense-hat?\n");
        }
    }

    @Test
    void asksForACommandAndARealStepWithExitCodeTwo() {
        assertThat(command.run("panel")).isEqualTo(2);
        assertThat(command.err()).contains("name a command: test, clear, map, snapshot, bytes");
        assertThat(command.run("panel", "snapshot")).isEqualTo(2);
        assertThat(command.run("panel", "test", "--step", "0")).isEqualTo(2);
        assertThat(command.run("panel", "test", "--step", "fast")).isEqualTo(2);
    }

    private String properties(String... lines) throws IOException {
        return Files.write(folder.resolve("test.properties"), List.of(lines)).toString();
    }
}
