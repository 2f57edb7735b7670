package dev.lamplighter.panel.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiMode;
import dev.lamplighter.panel.LedSettings;
import dev.lamplighter.panel.PanelBusSettings;
import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.ColourPipeline;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.frame.Rotation;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Ws2812SpiPanelTest {
    /** What every Pi makes of 6.4 MHz. */
    private static final double CLOCK_HZ = 6_250_000;

    private static final int FRAMES = 10_000;

    private final RecordingBuses buses = new RecordingBuses();

    @ParameterizedTest
    @ValueSource(strings = {"unicorn-hat", "unicorn-phat"})
    void isUnderstoodByAStripThatMeasuresPulses(String type) {
        long seed = 20260301;
        Random random = new Random(seed);
        PanelDriver panel = Golden.panel(type, Rotation.NONE, buses);
        Pulses exact = new Pulses(CLOCK_HZ, limits(type));
        for (int count = 0; count < FRAMES; count++) {
            Frame frame = Golden.random(panel.geometry(), random);
            byte[] bytes = shown(panel, frame);
            List<Integer> expected = inStripOrder(type, frame);
            assertThat(exact.colours(bytes, 0, true).equals(expected))
                    .as("seed %d frame %d", seed, count)
                    .isTrue();
            assertThat(disturbed(bytes, count).equals(expected))
                    .as("seed %d frame %d disturbed", seed, count)
                    .isTrue();
        }
    }

    /** In turn: a clock that is 10 % slow or fast, and all three clocks with one idle clock after each byte. */
    private static List<Integer> disturbed(byte[] bytes, int count) {
        double[] clocks = {0.9, 1.1, 1.0, 0.9, 1.1};
        int idle = count % 5 < 2 ? 0 : 1;
        return new Pulses(CLOCK_HZ * clocks[count % 5], Pulses.Limits.TOLERANT).colours(bytes, idle, true);
    }

    @Test
    void asksPi4jForTheClockAndModeThatTheBytesAreMadeFor() {
        PanelDriver panel = Golden.panel("unicorn-hat", Rotation.NONE, buses);
        panel.show(Frame.dark(panel.geometry()));
        assertThat(buses.spi.opened).hasSize(1);
        SpiConfig config = buses.spi.opened.get(0);
        assertThat(config.baud()).isEqualTo(6_400_000);
        assertThat(config.mode()).isEqualTo(SpiMode.MODE_0);
        assertThat(config.bus().getBus()).isZero();
        assertThat(config.chipSelect().getChipSelect()).isZero();
    }

    @Test
    void dimsBeforeItSends() {
        LedSettings dim =
                new LedSettings(PanelBusSettings.USUAL, Rotation.NONE, 0.2, ColourPipeline.DEFAULT_GAMMA, 1000);
        PanelDriver panel = Ws2812SpiPanel.unicornHat(dim, buses);
        byte[] bytes = shown(panel, Frame.of(panel.geometry(), Map.of(new PixelPosition(0, 0), new Rgb(255, 165, 0))));
        assertThat(new Pulses(CLOCK_HZ, Pulses.Limits.WS2812B)
                        .colours(bytes, 0, false)
                        .get(0))
                .isEqualTo(51 << 16 | 19 << 8);
    }

    @Test
    void keepsToTheCurrentLimit() {
        LedSettings limited = new LedSettings(PanelBusSettings.USUAL, Rotation.NONE, 1, 1, 1000);
        PanelDriver panel = Ws2812SpiPanel.unicornHat(limited, buses);
        byte[] bytes =
                shown(panel, new Frame(panel.geometry(), java.util.Collections.nCopies(64, new Rgb(255, 255, 255))));
        // 64 mA flow in the dark, 3840 mA would flow in the light: 255 * 936 / 3840 = 62
        assertThat(new Pulses(CLOCK_HZ, Pulses.Limits.WS2812B).colours(bytes, 0, false))
                .containsOnly(62 << 16 | 62 << 8 | 62);
    }

    @Test
    void refusesAStripThatTheKernelCannotTakeInOneTransfer() {
        assertThat(new Ws2812Encoder(0xF8, new int[150]).bytes()).isEqualTo(4080);
        assertThatThrownBy(() -> new Ws2812Encoder(0xF8, new int[151]))
                .hasMessage("a strip must fit into 4096 bytes, got 151 LEDs = 4104");
    }

    private byte[] shown(PanelDriver panel, Frame frame) {
        buses.spi.writes.clear();
        panel.show(frame);
        assertThat(buses.spi.writes).hasSize(1);
        return buses.spi.writes.get(0);
    }

    private static Pulses.Limits limits(String type) {
        return type.equals("unicorn-hat") ? Pulses.Limits.WS2812B : Pulses.Limits.SK6812;
    }

    /** The wiring, walked rather than calculated: the HAT down one column and up the next, the pHAT row by row. */
    private static List<Integer> inStripOrder(String type, Frame frame) {
        PanelGeometry panel = frame.geometry();
        List<Rgb> wired = type.equals("unicorn-hat")
                ? IntStream.range(0, 8)
                        .boxed()
                        .flatMap(x -> IntStream.range(0, 8)
                                .mapToObj(step -> frame.pixel(new PixelPosition(x, x % 2 == 0 ? step : 7 - step))))
                        .toList()
                : IntStream.range(0, panel.height())
                        .boxed()
                        .flatMap(y ->
                                IntStream.range(0, panel.width()).mapToObj(x -> frame.pixel(new PixelPosition(x, y))))
                        .toList();
        return wired.stream()
                .map(colour -> colour.red() << 16 | colour.green() << 8 | colour.blue())
                .toList();
    }
}
