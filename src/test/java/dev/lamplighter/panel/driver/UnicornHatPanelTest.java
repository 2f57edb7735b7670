package dev.lamplighter.panel.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiMode;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.panel.ColourPipeline;
import dev.lamplighter.panel.Frame;
import dev.lamplighter.panel.PanelGeometry;
import dev.lamplighter.panel.PixelPosition;
import dev.lamplighter.panel.Rgb;
import dev.lamplighter.panel.Rotation;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class UnicornHatPanelTest {
    /** Device values go through unchanged. */
    private static final ColourPipeline AS_IT_IS = new ColourPipeline(1, 1, 1_000_000);

    private static final PanelGeometry HAT = new PanelGeometry(8, 8);

    /** What every Pi makes of 6.4 MHz. */
    private static final double CLOCK_HZ = 6_250_000;

    private final RecordingSpi.Bus bus = new RecordingSpi.Bus();

    static Stream<JsonNode> goldenFrames() throws IOException {
        try (InputStream json = UnicornHatPanelTest.class.getResourceAsStream("/led-golden/unicorn_hat_spi.json")) {
            JsonNode cases =
                    new ObjectMapper().readTree(Objects.requireNonNull(json)).path("cases");
            List<JsonNode> hat = StreamSupport.stream(cases.spliterator(), false)
                    .filter(frame -> frame.path("panel").textValue().equals("unicorn-hat"))
                    .toList();
            assertThat(hat).hasSize(7);
            return hat.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("goldenFrames")
    void sendsTheGoldenBytesInOneWrite(JsonNode golden) {
        UnicornHatPanel panel = panel(Rotation.ofDegrees(golden.path("rotation").intValue()));
        Map<PixelPosition, Rgb> lit = new HashMap<>();
        golden.path("pixels")
                .forEach(pixel -> lit.put(
                        new PixelPosition(
                                pixel.path(0).intValue(), pixel.path(1).intValue()),
                        Rgb.parse(pixel.path(2).textValue())));

        panel.show(Frame.of(panel.geometry(), lit));

        assertThat(bus.writes).hasSize(1);
        assertThat(HexFormat.of().formatHex(bus.writes.get(0)))
                .as(golden.path("name").textValue())
                .isEqualTo(golden.path("spi_hex").textValue());
    }

    @Test
    void asksPi4jForTheClockAndModeThatTheBytesAreMadeFor() {
        panel(Rotation.NONE).show(Frame.dark(HAT));
        assertThat(bus.opened).hasSize(1);
        SpiConfig config = bus.opened.get(0);
        assertThat(config.baud()).isEqualTo(6_400_000);
        assertThat(config.mode()).isEqualTo(SpiMode.MODE_0);
        assertThat(config.bus().getBus()).isZero();
        assertThat(config.chipSelect().getChipSelect()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 1.0, true", "0, 0.9, false", "0, 1.1, false", "1, 1.0, false", "1, 0.9, false", "1, 1.1, false"})
    void isUnderstoodByAStripAlsoWithPausesAndAWrongClock(int idleClocks, double clockError, boolean strict) {
        long seed = 20260301;
        Random random = new Random(seed);
        UnicornHatPanel panel = panel(Rotation.NONE);
        Pulses strip = new Pulses(CLOCK_HZ * clockError, strict);
        for (int count = 0; count < 100; count++) {
            Frame frame = random(random);
            bus.writes.clear();
            panel.show(frame);
            assertThat(bus.writes).hasSize(1);
            assertThat(strip.colours(bus.writes.get(0), idleClocks, true))
                    .as("seed %d frame %d", seed, count)
                    .isEqualTo(inStripOrder(frame));
        }
    }

    @Test
    void dimsBeforeItSends() {
        UnicornHatPanel panel = new UnicornHatPanel(
                new ColourPipeline(0.2, ColourPipeline.DEFAULT_GAMMA, 1000), Rotation.NONE, bus.device());
        panel.show(Frame.of(HAT, Map.of(new PixelPosition(0, 0), new Rgb(255, 165, 0))));
        assertThat(new Pulses(CLOCK_HZ, true)
                        .colours(bus.writes.get(0), 0, false)
                        .get(0))
                .isEqualTo(51 << 16 | 19 << 8);
    }

    @Test
    void failsWhenTheBusTakesLessAndOpensItAnewForTheNextFrame() {
        UnicornHatPanel panel = panel(Rotation.NONE);
        bus.failingWrites = 1;

        assertThatThrownBy(() -> panel.show(Frame.dark(HAT)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("LIGHT-013  /dev/spidev0.0  took 0 of 2016 bytes");
        panel.show(Frame.dark(HAT));

        assertThat(bus.opened).hasSize(2);
        assertThat(bus.closed).isEqualTo(1);
        assertThat(bus.writes).hasSize(1);
    }

    @Test
    void failsWhenTheBusIsMissingAndTriesAgain() {
        UnicornHatPanel panel = panel(Rotation.NONE);
        bus.failingOpenings = 1;

        assertThatThrownBy(() -> panel.show(Frame.dark(HAT)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("LIGHT-013  /dev/spidev0.0  can't be opened");
        panel.show(Frame.dark(HAT));
        assertThat(bus.writes).hasSize(1);
    }

    @Test
    void opensTheBusOnceAndClosesItOnce() {
        UnicornHatPanel panel = panel(Rotation.NONE);
        panel.close();
        for (int frame = 0; frame < 5; frame++) {
            panel.show(Frame.dark(HAT));
        }
        panel.close();
        panel.close();
        assertThat(bus.opened).hasSize(1);
        assertThat(bus.closed).isEqualTo(1);
    }

    /** The kernel's driver itself, on a machine that has no such bus. */
    @Test
    void saysInOneLineThatThereIsNoBus() {
        SpiDevice missing = SpiDevice.linux(6, 2, Ws2812Encoder.BAUD_HZ);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> missing.write(new byte[2016]))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("LIGHT-013  /dev/spidev6.2  can't be opened")
                    .hasMessageContaining("dtparam=spi=on");
        }
    }

    @Test
    void refusesAStripThatTheKernelCannotTakeInOneTransfer() {
        assertThat(new Ws2812Encoder(0xF8, new int[150]).bytes()).isEqualTo(4080);
        assertThatThrownBy(() -> new Ws2812Encoder(0xF8, new int[151]))
                .hasMessage("a strip must fit into 4096 bytes, got 151 LEDs = 4104");
    }

    private UnicornHatPanel panel(Rotation rotation) {
        return new UnicornHatPanel(AS_IT_IS, rotation, bus.device());
    }

    private static Frame random(Random random) {
        return new Frame(
                HAT,
                IntStream.range(0, 64)
                        .mapToObj(led -> new Rgb(random.nextInt(256), random.nextInt(256), random.nextInt(256)))
                        .toList());
    }

    /** The HAT's wiring, walked rather than calculated: down the first column, up the second, and so on. */
    private static List<Integer> inStripOrder(Frame frame) {
        return IntStream.range(0, 8)
                .boxed()
                .flatMap(x -> IntStream.range(0, 8)
                        .mapToObj(step -> frame.pixel(new PixelPosition(x, x % 2 == 0 ? step : 7 - step))))
                .map(colour -> colour.red() << 16 | colour.green() << 8 | colour.blue())
                .toList();
    }
}
