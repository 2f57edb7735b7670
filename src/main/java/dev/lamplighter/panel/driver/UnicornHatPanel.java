package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.ColourPipeline;
import dev.lamplighter.panel.Frame;
import dev.lamplighter.panel.LedSettings;
import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.PanelGeometry;
import dev.lamplighter.panel.PixelPosition;
import dev.lamplighter.panel.Rotation;
import java.util.stream.IntStream;

/**
 * Pimoroni Unicorn HAT: 8x8 WS2812B, driven over SPI with one wire from pin 19 (GPIO10, MOSI) to the HAT's data pin 12.
 * One write of 2016 bytes a frame.
 */
final class UnicornHatPanel implements PanelDriver {
    private static final PanelGeometry PANEL = new PanelGeometry(8, 8);
    private static final int WS2812B_ONE = 0xF8;

    private final ColourPipeline pipeline;
    private final PanelGeometry picture;
    private final Ws2812Encoder encoder;
    private final SpiDevice spi;

    UnicornHatPanel(ColourPipeline pipeline, Rotation rotation, SpiDevice spi) {
        this.pipeline = pipeline;
        this.picture = rotation.picture(PANEL);
        this.encoder = new Ws2812Encoder(WS2812B_ONE, stripIndex(rotation));
        this.spi = spi;
    }

    static UnicornHatPanel of(LedSettings settings) {
        return new UnicornHatPanel(
                settings.pipeline(),
                settings.rotation(),
                SpiDevice.linux(settings.spiBus(), settings.spiChipSelect(), Ws2812Encoder.BAUD_HZ));
    }

    @Override
    public PanelGeometry geometry() {
        return picture;
    }

    @Override
    public void show(Frame frame) {
        spi.write(encoder.encode(pipeline.apply(frame)));
    }

    @Override
    public void close() {
        spi.close();
    }

    private int[] stripIndex(Rotation rotation) {
        return IntStream.range(0, picture.size())
                .map(index -> serpentine(rotation.onPanel(picture.position(index), PANEL)))
                .toArray();
    }

    /** Columns from the left, down and up in turn; as in Pimoroni's unicornhat.py with the HDMI port at the bottom. */
    private static int serpentine(PixelPosition position) {
        int inColumn = position.x() % 2 == 0 ? position.y() : PANEL.height() - 1 - position.y();
        return position.x() * PANEL.height() + inColumn;
    }
}
