package dev.lamplighter.panel.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.frame.Rotation;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of the golden files, by the panel as {@code panel.type} makes it. */
final class GoldenBytesTest {
    private final RecordingBuses buses = new RecordingBuses();

    static Stream<JsonNode> strips() {
        return Golden.cases("unicorn_hat_spi.json", 14);
    }

    @ParameterizedTest
    @MethodSource("strips")
    void stripsGetTheGoldenBytesInOneWrite(JsonNode golden) {
        PanelDriver panel = Golden.panel(
                golden.path("panel").textValue(),
                Rotation.ofDegrees(golden.path("rotation").intValue()),
                buses);

        panel.show(Golden.frame(panel.geometry(), golden.path("pixels")));

        assertThat(buses.spiWrites())
                .as(golden.path("name").textValue())
                .containsExactly(golden.path("spi_hex").textValue());
    }

    static Stream<JsonNode> hatHd() {
        return Golden.cases("unicorn_hat_hd.json", 4);
    }

    @ParameterizedTest
    @MethodSource("hatHd")
    void theHatHdGetsTheGoldenBytesInOneWrite(JsonNode golden) {
        PanelDriver panel = Golden.panel("unicorn-hat-hd", Rotation.NONE, buses);
        panel.show(Golden.frame(panel.geometry(), golden.path("pixels")));
        assertThat(buses.spiWrites()).containsExactly(golden.path("spi_hex").textValue());
    }

    static Stream<JsonNode> matrix() {
        return Golden.cases("is31fl3731_5x5.json", 4);
    }

    /** The first frame goes to page 1, so that a case for page 0 comes second. */
    @ParameterizedTest
    @MethodSource("matrix")
    void theMatrixIsWokenAndGetsTheGoldenWritesInOrder(JsonNode golden) {
        PanelDriver panel = Golden.panel("rgb-5x5", Rotation.NONE, buses);
        List<String> woken = texts(Golden.file("is31fl3731_5x5.json").path("init"));
        Frame frame = Golden.frame(panel.geometry(), golden.path("pixels"));

        panel.show(frame);

        assertThat(buses.i2c.writes.subList(0, woken.size())).isEqualTo(woken);
        if (golden.path("frame").intValue() == 0) {
            buses.i2c.writes.clear();
            panel.show(frame);
        } else {
            buses.i2c.writes.subList(0, woken.size()).clear();
        }
        assertThat(buses.i2c.writes).isEqualTo(texts(golden.path("writes_unchunked")));
    }

    @Test
    void theMatrixTakesItsTwoPagesInTurn() {
        PanelDriver panel = Golden.panel("rgb-5x5", Rotation.NONE, buses);
        for (int frame = 0; frame < 4; frame++) {
            panel.show(Frame.dark(panel.geometry()));
        }
        assertThat(buses.i2c.writes.stream().filter(write -> write.startsWith("01")))
                .containsExactly("0101", "0100", "0101", "0100");
    }

    static Stream<JsonNode> senseHat() {
        return Golden.cases("sense_hat_i2c.json", 3);
    }

    @ParameterizedTest
    @MethodSource("senseHat")
    void theSenseHatGetsTheGoldenBytesInOneWrite(JsonNode golden) {
        PanelDriver panel = Golden.panel("sense-hat", Rotation.NONE, buses);
        Map<PixelPosition, Rgb> lit = new HashMap<>();
        golden.path("pixels5")
                .forEach(pixel -> lit.put(
                        Golden.position(pixel),
                        new Rgb(
                                pixel.path(2).intValue() << 3,
                                pixel.path(3).intValue() << 3,
                                pixel.path(4).intValue() << 3)));

        panel.show(Frame.of(panel.geometry(), lit));

        assertThat(buses.i2c.writes).containsExactly(golden.path("i2c_hex").textValue());
    }

    static Stream<JsonNode> leds0() {
        return Golden.cases("pi5_leds0.json", 1);
    }

    @ParameterizedTest
    @MethodSource("leds0")
    void theKernelsStripGetsTheGoldenBytesInOneWrite(JsonNode golden) {
        PanelDriver panel = Golden.panel("leds0", Rotation.NONE, buses);
        panel.show(Golden.frame(panel.geometry(), golden.path("pixels")));
        assertThat(buses.fileWrites)
                .containsExactly("/dev/leds0 " + golden.path("file_hex").textValue());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.textValue()));
        assertThat(texts).isNotEmpty();
        return texts;
    }
}
