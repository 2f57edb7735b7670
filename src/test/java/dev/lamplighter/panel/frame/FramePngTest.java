package dev.lamplighter.panel.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class FramePngTest {
    private static final PanelGeometry PANEL = new PanelGeometry(8, 4);

    @Test
    void isReadByTheJdkAsTheSamePicture() throws IOException {
        Random random = new Random(11);
        Frame frame = new Frame(
                PANEL,
                IntStream.range(0, PANEL.size())
                        .mapToObj(index -> new Rgb(random.nextInt(256), random.nextInt(256), random.nextInt(256)))
                        .toList());

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(FramePng.of(frame)));

        assertThat(image.getWidth()).isEqualTo(8 * 32);
        assertThat(image.getHeight()).isEqualTo(4 * 32);
        for (int index = 0; index < PANEL.size(); index++) {
            PixelPosition position = PANEL.position(index);
            int corner = image.getRGB(position.x() * 32, position.y() * 32);
            int otherCorner = image.getRGB(position.x() * 32 + 29, position.y() * 32 + 29);
            assertThat(String.format("#%06x", corner & 0xffffff))
                    .as("pixel %s", position)
                    .isEqualTo(frame.pixels().get(index).hex());
            assertThat(otherCorner).isEqualTo(corner);
            assertThat(image.getRGB(position.x() * 32 + 30, position.y() * 32 + 31) & 0xffffff)
                    .isEqualTo(0x181818);
        }
    }
}
