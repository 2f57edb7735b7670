package dev.lamplighter.panel.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ColourPipelineTest {
    private static final int NO_LIMIT = 1_000_000;
    private static final PanelGeometry HAT = new PanelGeometry(8, 8);

    static Stream<JsonNode> tables() throws IOException {
        try (InputStream json = ColourPipelineTest.class.getResourceAsStream("/led-golden/colour_pipeline.json")) {
            JsonNode tables =
                    new ObjectMapper().readTree(Objects.requireNonNull(json)).path("tables");
            assertThat(tables).hasSize(7);
            return StreamSupport.stream(tables.spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void followsTheGoldenTables(JsonNode table) {
        ColourPipeline pipeline = new ColourPipeline(
                table.path("brightness").doubleValue(), table.path("gamma").doubleValue(), NO_LIMIT);
        Frame ramp = new Frame(
                new PanelGeometry(16, 16),
                IntStream.range(0, 256).mapToObj(c -> new Rgb(c, 255 - c, 0)).toList());

        List<Rgb> device = pipeline.apply(ramp).pixels();

        for (int c = 0; c < 256; c++) {
            assertThat(device.get(c))
                    .as("channel %d", c)
                    .isEqualTo(new Rgb(
                            table.path("lut").path(c).intValue(),
                            table.path("lut").path(255 - c).intValue(),
                            0));
        }
    }

    @Test
    void keepsOrangeOrangeAtLowBrightness() {
        Frame orange = new Frame(new PanelGeometry(1, 1), List.of(new Rgb(255, 165, 0)));
        ColourPipeline pipeline = new ColourPipeline(0.2, ColourPipeline.DEFAULT_GAMMA, NO_LIMIT);

        assertThat(pipeline.apply(orange).pixels()).containsExactly(new Rgb(51, 19, 0));
    }

    /** 64 white LEDs take 64 * (3 * 20 + 1) mA = 3904 mA, of which 64 mA flow in the dark. */
    @Test
    void countsTheCurrentOfAWhitePanel() {
        assertThat(ColourPipeline.milliamps(Collections.nCopies(64, new Rgb(255, 255, 255))))
                .isCloseTo(3904, within(0.001));
    }

    @Test
    void scalesTheWholePanelToTheCurrentLimit() {
        Frame white = new Frame(HAT, Collections.nCopies(64, new Rgb(255, 255, 255)));

        Frame limited = new ColourPipeline(1, 1, 1000).apply(white);

        // (1000 - 64) / 3840 = 0.24375; 255 * 0.24375 = 62.16
        assertThat(limited.pixels()).containsOnly(new Rgb(62, 62, 62));
        assertThat(ColourPipeline.milliamps(limited.pixels())).isLessThanOrEqualTo(1000);
    }

    @Test
    void leavesFramesWithinTheLimitAlone() {
        Frame one = Frame.of(HAT, java.util.Map.of(new PixelPosition(0, 0), new Rgb(255, 255, 255)));

        assertThat(new ColourPipeline(1, 1, 124).apply(one).pixels()).isEqualTo(one.pixels());
    }

    @Test
    void putsNoLightOutToSaveCurrent() {
        Frame dim = new Frame(HAT, Collections.nCopies(64, new Rgb(255, 1, 0)));

        assertThat(new ColourPipeline(1, 1, 100).apply(dim).pixels())
                .allSatisfy(colour -> assertThat(colour.green()).isEqualTo(1));
    }
}
