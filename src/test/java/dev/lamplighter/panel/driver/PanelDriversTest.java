package dev.lamplighter.panel.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.panel.Frame;
import dev.lamplighter.panel.PanelGeometry;
import dev.lamplighter.panel.PanelSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PanelDriversTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({"unicorn-hat, UnicornHatPanel", "terminal, TerminalPanel", "none, NoPanel"})
    void makesThePanelThatIsNamed(String type, String driver) {
        ChosenPanel chosen = new PanelDrivers(around(true, true)).choose(settings(Map.of("panel.type", type)));
        assertThat(chosen.type()).isEqualTo(type);
        assertThat(chosen.driver().getClass().getSimpleName()).isEqualTo(driver);
        assertThat(chosen.driver().geometry()).isEqualTo(new PanelGeometry(8, 8));
    }

    @ParameterizedTest
    @CsvSource({"true, true, TerminalPanel", "true, false, PlainTextPanel", "false, true, PlainTextPanel"})
    void writesPlainTextWhereColourIsNotWanted(boolean terminal, boolean colour, String driver) {
        ChosenPanel chosen =
                new PanelDrivers(around(terminal, colour)).choose(settings(Map.of("panel.type", "terminal")));
        assertThat(chosen.driver().getClass().getSimpleName()).isEqualTo(driver);
    }

    @Test
    void refusesAnUnknownPanelWithASuggestion() {
        assertThatThrownBy(() ->
                        new PanelDrivers(around(true, true)).choose(settings(Map.of("panel.type", "unicorn-hatt"))))
                .isInstanceOf(ProblemException.class)
                .hasMessage("CONFIG-002  panel.type  got \"unicorn-hatt\": "
                        + "allowed is one of auto, unicorn-hat, terminal, none; fix: did you mean unicorn-hat?");
    }

    @Test
    void choosesTheHatThatTellsItsName() throws IOException {
        plugIn("Unicorn HAT\0");
        assertThat(automatic(true)).isEqualTo("unicorn-hat: the HAT's EEPROM says Unicorn HAT");
    }

    @Test
    void choosesTheHatWhenThereIsAnSpiBus() throws IOException {
        Files.createDirectories(root.resolve("dev"));
        Files.createFile(root.resolve("dev/spidev0.0"));
        assertThat(automatic(true)).isEqualTo("unicorn-hat: no HAT has told its name and /dev/spidev0.0 exists");
    }

    @Test
    void drivesNoForeignHat() throws IOException {
        plugIn("Sense HAT\0");
        Files.createDirectories(root.resolve("dev"));
        Files.createFile(root.resolve("dev/spidev0.0"));
        assertThat(automatic(true)).isEqualTo("terminal: no driver for HAT Sense HAT, output is a terminal");
    }

    @Test
    void fallsBackToTheTerminalAndThenToNothing() {
        assertThat(automatic(true)).isEqualTo("terminal: no HAT and no /dev/spidev0.0, output is a terminal");
        assertThat(automatic(false)).isEqualTo("none: no HAT and no /dev/spidev0.0, output is no terminal");
    }

    @Test
    void drawsNothingOnNoPanel() {
        ChosenPanel chosen = new PanelDrivers(around(false, false))
                .choose(settings(Map.of("panel.type", "none", "panel.size", "16x4")));
        chosen.driver().show(Frame.dark(new PanelGeometry(16, 4)));
        chosen.driver().close();
        assertThat(chosen.driver().geometry()).isEqualTo(new PanelGeometry(16, 4));
    }

    private void plugIn(String product) throws IOException {
        Path folder = Files.createDirectories(root.resolve("proc/device-tree/hat"));
        Files.writeString(folder.resolve("product"), product);
    }

    private String automatic(boolean terminal) {
        ChosenPanel chosen = new PanelDrivers(around(terminal, true)).choose(settings(Map.of()));
        return chosen.type() + ": " + chosen.reason();
    }

    private PanelSurroundings around(boolean terminal, boolean colour) {
        return new PanelSurroundings(root, NOWHERE, terminal, colour);
    }

    private static PanelSettings settings(Map<String, String> values) {
        return PanelSettings.of(new Settings(values, Path.of("/home")));
    }
}
