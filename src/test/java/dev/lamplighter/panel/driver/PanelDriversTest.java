package dev.lamplighter.panel.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.pixel.PanelGeometry;
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

    private final RecordingBuses buses = new RecordingBuses();

    @ParameterizedTest
    @CsvSource({
        "unicorn-hat, Ws2812SpiPanel, 8, 8",
        "unicorn-phat, Ws2812SpiPanel, 8, 4",
        "unicorn-hat-hd, UnicornHatHdPanel, 16, 16",
        "rgb-5x5, Rgb5x5Panel, 5, 5",
        "sense-hat, SenseHatPanel, 8, 8",
        "leds0, Ws2812PioPanel, 8, 8",
        "terminal, TerminalPanel, 8, 8",
        "none, NoPanel, 8, 8"
    })
    void makesThePanelThatIsNamed(String type, String driver, int width, int height) {
        ChosenPanel chosen = new PanelDrivers(around(true, true)).choose(settings(Map.of("panel.type", type)));
        assertThat(chosen.type()).isEqualTo(type);
        assertThat(chosen.driver().getClass().getSimpleName()).isEqualTo(driver);
        assertThat(chosen.driver().geometry()).isEqualTo(new PanelGeometry(width, height));
        assertThat(PanelDrivers.types()).contains(type);
    }

    @Test
    void givesALeds0OfThePhatItsSize() {
        ChosenPanel chosen = new PanelDrivers(around(true, true))
                .choose(settings(
                        Map.of("panel.type", "leds0", "panel.leds0-panel", "unicorn-phat", "panel.rotation", "90")));
        assertThat(chosen.driver().geometry()).isEqualTo(new PanelGeometry(4, 8));
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
                .hasMessage("CONFIG-002  panel.type  got \"unicorn-hatt\": allowed is one of auto, unicorn-hat,"
                        + " unicorn-phat, unicorn-hat-hd, rgb-5x5, sense-hat, leds0, terminal, none; fix: did"
                        + " you mean unicorn-hat?");
    }

    @ParameterizedTest
    @CsvSource({
        "Unicorn HAT, unicorn-hat",
        "Unicorn HAT HD, unicorn-hat-hd",
        "Sense HAT, sense-hat",
        "Sense HAT v2, sense-hat"
    })
    void choosesTheHatThatTellsItsName(String product, String type) throws IOException {
        plugIn(product + "\0");
        device("spidev0.0");
        assertThat(automatic(true)).isEqualTo(type + ": the HAT's EEPROM says " + product);
    }

    @Test
    void letsTheKernelDriveAUnicornHatWhereItCan() throws IOException {
        plugIn("Unicorn HAT\0");
        device("leds0");
        assertThat(automatic(true)).isEqualTo("leds0: the HAT's EEPROM says Unicorn HAT and /dev/leds0 exists");
    }

    @Test
    void choosesByTheSurestSignWhenNoHatTellsItsName() throws IOException {
        String silent = "no HAT has a name in its EEPROM and ";
        device("spidev0.0");
        assertThat(automatic(true)).isEqualTo("unicorn-hat: " + silent + "/dev/spidev0.0 exists");
        device("i2c-1");
        assertThat(automatic(true)).isEqualTo("unicorn-hat: " + silent + "/dev/spidev0.0 exists");
        buses.answering.add(0x74);
        assertThat(automatic(true)).isEqualTo("rgb-5x5: " + silent + "I2C 1 answers at 0x74");
        device("leds0");
        assertThat(automatic(true)).isEqualTo("leds0: " + silent + "/dev/leds0 exists");
    }

    @Test
    void asksNoBusThatIsNotThere() {
        buses.answering.add(0x74);
        assertThat(automatic(false)).startsWith("none: ");
    }

    @Test
    void asksNoBusAtAllWhenItOnlyLooks() throws IOException {
        device("i2c-1");
        device("spidev0.0");
        buses.answering.add(0x74);
        ChosenPanel chosen = PanelDrivers.onlyLooking(around(true, true), buses).choose(settings(Map.of()));
        assertThat(chosen.type()).isEqualTo("unicorn-hat");
        assertThat(chosen.reason())
                .isEqualTo("no HAT has a name in its EEPROM and I2C 1 was not asked and /dev/spidev0.0 exists");
    }

    @Test
    void drivesNoForeignHat() throws IOException {
        plugIn("Piano HAT\0");
        device("spidev0.0");
        assertThat(automatic(true)).isEqualTo("terminal: no driver for HAT Piano HAT, output is a terminal");
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

    private void device(String name) throws IOException {
        Files.createDirectories(root.resolve("dev"));
        Files.createFile(root.resolve("dev").resolve(name));
    }

    private void plugIn(String product) throws IOException {
        Path folder = Files.createDirectories(root.resolve("proc/device-tree/hat"));
        Files.writeString(folder.resolve("product"), product);
    }

    private String automatic(boolean terminal) {
        ChosenPanel chosen = new PanelDrivers(around(terminal, true), buses).choose(settings(Map.of()));
        return chosen.type() + ": " + chosen.reason();
    }

    private PanelSurroundings around(boolean terminal, boolean colour) {
        return new PanelSurroundings(root, NOWHERE, terminal, colour, 0);
    }

    private static PanelSettings settings(Map<String, String> values) {
        return PanelSettings.of(new Settings(values, Path.of("/home")));
    }
}
