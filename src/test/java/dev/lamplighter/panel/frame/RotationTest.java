package dev.lamplighter.panel.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RotationTest {
    private static final PanelGeometry WIDE = new PanelGeometry(8, 4);

    /** Corners of the picture on a panel of 8x4, worked out by turning a sheet of paper. */
    @ParameterizedTest
    @CsvSource({
        "0,   '0,0', '0,0'",
        "0,   '7,3', '7,3'",
        "90,  '0,0', '7,0'",
        "90,  '3,0', '7,3'",
        "90,  '0,7', '0,0'",
        "90,  '3,7', '0,3'",
        "180, '0,0', '7,3'",
        "180, '7,0', '0,3'",
        "180, '1,2', '6,1'",
        "270, '0,0', '0,3'",
        "270, '3,0', '0,0'",
        "270, '0,7', '7,3'",
        "270, '1,2', '2,2'"
    })
    void turnsThePictureClockwise(int degrees, String picture, String panel) {
        assertThat(Rotation.ofDegrees(degrees).onPanel(PixelPosition.parse(picture), WIDE))
                .isEqualTo(PixelPosition.parse(panel));
    }

    @ParameterizedTest
    @EnumSource
    void reachesEveryPixelOnce(Rotation rotation) {
        PanelGeometry picture = rotation.picture(WIDE);
        assertThat(IntStream.range(0, picture.size())
                        .map(index -> WIDE.index(rotation.onPanel(picture.position(index), WIDE))))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, WIDE.size()).boxed().toList());
    }

    @Test
    void refusesSlantedPanels() {
        assertThatThrownBy(() -> Rotation.ofDegrees(45)).hasMessage("a rotation must be 0, 90, 180 or 270, got 45");
    }
}
