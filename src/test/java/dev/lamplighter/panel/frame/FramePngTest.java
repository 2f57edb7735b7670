package dev.lamplighter.panel.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class FramePngTest {
    private static final PanelGeometry PANEL = new PanelGeometry(8, 4);
    private static final PanelGeometry ONE = new PanelGeometry(1, 1);

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static String colour(BufferedImage image, int right, int down) {
        return String.format("#%06x", image.getRGB(right, down) & 0xffffff);
    }

    @Test
    void isReadByTheJdkAsTheSamePicture() throws IOException {
        Random random = new Random(11);
        Frame frame = new Frame(
                PANEL,
                IntStream.range(0, PANEL.size())
                        .mapToObj(index -> new Rgb(random.nextInt(256), random.nextInt(256), random.nextInt(256)))
                        .toList());

        BufferedImage image = read(FramePng.of(frame, Map.of(), List.of()));

        assertThat(image.getWidth()).isEqualTo(8 * 104);
        assertThat(image.getHeight()).isEqualTo(4 * 60);
        for (int index = 0; index < PANEL.size(); index++) {
            PixelPosition position = PANEL.position(index);
            int left = position.x() * 104;
            int top = position.y() * 60;
            assertThat(colour(image, left, top))
                    .as("pixel %s", position)
                    .isEqualTo(frame.pixels().get(index).hex());
            assertThat(colour(image, left + 101, top + 57)).isEqualTo(colour(image, left, top));
            assertThat(colour(image, left + 102, top + 58)).isEqualTo("#181818");
        }
    }

    @Test
    void aNameIsDrawnInItsPixelInLettersThatStandOutFromTheColour() throws IOException {
        assertThat(drawn("#000080", "T"))
                .isEqualTo(List.of("#####", "..#..", "..#..", "..#..", "..#..", "..#..", "..#.."));
        assertThat(drawn("#ffff00", "É")).as("without its mark").isEqualTo(drawn("#ffff00", "E"));
        assertThat(drawn("#ffff00", "\u6f22")).as("no letter for it").isEqualTo(drawn("#ffff00", "?"));
    }

    /** The points of the first letter: whatever isn't the pixel's colour is ink, and has to be black or white. */
    private static List<String> drawn(String hex, String name) throws IOException {
        Frame frame = new Frame(ONE, List.of(Rgb.parse(hex)));
        BufferedImage image = read(FramePng.of(frame, Map.of(new PixelPosition(0, 0), name), List.of()));
        String ink = hex.equals("#000080") ? "#ffffff" : "#000000";
        return IntStream.range(0, 7)
                .mapToObj(down -> IntStream.range(0, 5)
                        .mapToObj(right -> {
                            String point = colour(image, 4 + right * 2, 4 + down * 2);
                            assertThat(point).isIn(hex, ink);
                            return point.equals(ink) ? "#" : ".";
                        })
                        .reduce("", String::concat))
                .toList();
    }

    @Test
    void longNamesAreBrokenBehindAHyphenAndKeepTheirEnd() {
        assertThat(FramePng.parts("media-server")).containsExactly("media-", "server");
        assertThat(FramePng.parts("web-1")).containsExactly("web-1");
        assertThat(FramePng.parts("abcdefghijkl")).containsExactly("abcdefgh", "ijkl");
        assertThat(FramePng.parts("sunday-service-repeater-extra-2"))
                .containsExactly("sunday-", "service-", "~extra-2");
        assertThat(FramePng.parts("")).isEmpty();
    }

    @Test
    void theLegendIsBelowWithTheColourThatItIsAbout() throws IOException {
        Frame frame = new Frame(ONE, List.of(Rgb.parse("#00ff00")));

        BufferedImage image =
                read(FramePng.of(frame, Map.of(), List.of(new FramePng.LegendLine(frame.pixels(), "running"))));

        assertThat(image.getHeight()).isEqualTo(60 + 18 + 8);
        assertThat(image.getWidth())
                .as("forty letters, also below a narrow panel")
                .isEqualTo(40 * 12 + 8);
        assertThat(colour(image, 5, 65)).isEqualTo("#00ff00");
    }
}
