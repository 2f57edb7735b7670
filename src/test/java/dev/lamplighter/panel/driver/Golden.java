package dev.lamplighter.panel.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.panel.LedSettings;
import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.frame.Rotation;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The golden files of src/test/resources/led-golden and what tests of them share. */
final class Golden {
    private Golden() {}

    static JsonNode file(String name) {
        try (InputStream json = Golden.class.getResourceAsStream("/led-golden/" + name)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(json, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cases of a file, which must be as many as expected. */
    static Stream<JsonNode> cases(String name, int expected) {
        List<JsonNode> cases = StreamSupport.stream(file(name).path("cases").spliterator(), false)
                .toList();
        assertThat(cases).as(name).hasSize(expected);
        return cases.stream();
    }

    /** Frames of golden files are device values: nothing is dimmed. */
    static LedSettings deviceValues(Rotation rotation) {
        return LedSettings.forDeviceValues(rotation);
    }

    static PanelDriver panel(String type, Rotation rotation, PanelBuses buses) {
        return LedPanelFactory.make(type, deviceValues(rotation), buses).orElseThrow();
    }

    /** {@code [[x, y, "#rrggbb"], ...]} on black. */
    static Frame frame(PanelGeometry geometry, JsonNode pixels) {
        Map<PixelPosition, Rgb> lit = new HashMap<>();
        pixels.forEach(pixel -> lit.put(position(pixel), Rgb.parse(pixel.path(2).textValue())));
        assertThat(lit).hasSize(pixels.size());
        return Frame.of(geometry, lit);
    }

    static PixelPosition position(JsonNode pixel) {
        return new PixelPosition(pixel.path(0).intValue(), pixel.path(1).intValue());
    }

    static Frame random(PanelGeometry geometry, Random random) {
        return new Frame(
                geometry,
                IntStream.range(0, geometry.size())
                        .mapToObj(led -> new Rgb(random.nextInt(256), random.nextInt(256), random.nextInt(256)))
                        .toList());
    }
}
