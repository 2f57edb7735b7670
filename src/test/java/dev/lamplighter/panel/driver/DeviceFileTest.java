package dev.lamplighter.panel.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeviceFileTest {
    @TempDir
    Path folder;

    /** A plain file shows it: a second write through the same opening would come after the first. */
    @Test
    void beginsEachFrameAtTheFirstLed() throws IOException {
        Path leds = Files.createFile(folder.resolve("leds0"));
        PanelBus bus = new LinuxBuses().file(leds);
        bus.write(new byte[] {1, 2, 3, 0});
        bus.write(new byte[] {4, 5, 6, 0});
        bus.close();
        assertThat(Files.readAllBytes(leds)).containsExactly(4, 5, 6, 0);
    }

    @Test
    void makesNoFileWhereTheDeviceIsMissing() throws IOException {
        Path leds = folder.resolve("leds0");
        PanelBus bus = new LinuxBuses().file(leds);
        assertThatThrownBy(() -> bus.write(new byte[256]))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("LIGHT-013  " + leds + "  can't be opened or written")
                .hasMessageContaining("dtoverlay=ws2812-pio");
        assertThat(leds).doesNotExist();

        Files.createFile(leds);
        bus.write(new byte[256]);
        assertThat(leds).hasSize(256);
    }
}
