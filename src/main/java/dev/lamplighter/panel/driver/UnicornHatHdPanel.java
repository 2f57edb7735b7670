package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.LedSettings;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PanelGeometry;

/**
 * Drives Pimoroni's Unicorn HAT HD: 16x16 behind its own controller on SPI 0, chip select 0. Each frame is one write of 769
 * bytes: {@code 72}, then red, green, blue of each pixel, column by column from the left, each column from the top.
 */
final class UnicornHatHdPanel extends BusPanel {
    static final int BAUD_HZ = 9_000_000;

    private static final PanelGeometry PANEL = new PanelGeometry(16, 16);
    private static final byte START_OF_FRAME = 0x72;

    private final int[] order;

    UnicornHatHdPanel(LedSettings settings, PanelBuses buses) {
        super(
                settings.rotation().picture(PANEL),
                settings.matrixPipeline(),
                buses.spi(settings.wiring().spiBus(), settings.wiring().spiChipSelect(), BAUD_HZ));
        this.order = LedWiringOrder.order(
                PANEL, settings.rotation(), position -> position.x() * PANEL.height() + position.y());
    }

    @Override
    byte[] bytes(Frame device) {
        byte[] bytes = new byte[1 + order.length * 3];
        bytes[0] = START_OF_FRAME;
        for (int index = 0; index < order.length; index++) {
            Rgb colour = device.pixels().get(index);
            int at = 1 + order[index] * 3;
            bytes[at] = (byte) colour.red();
            bytes[at + 1] = (byte) colour.green();
            bytes[at + 2] = (byte) colour.blue();
        }
        return bytes;
    }
}
