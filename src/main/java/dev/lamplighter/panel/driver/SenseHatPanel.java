package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.LedSettings;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PanelGeometry;

/**
 * Drives the Raspberry Pi Sense HAT: 8x8 at I2C 0x46. Each frame is one write of 193 bytes: register 0, then for each row 8
 * reds, 8 greens, 8 blues, each 0..31.
 *
 * <p>The chip applies no gamma; this class applies gamma and brightness. The kernel's rpisense driver would do it with a
 * table that turns the darkest fifth off. While that driver is loaded it owns the device, and writes fail.
 */
final class SenseHatPanel extends BusPanel {
    private static final int ADDRESS = 0x46;
    private static final PanelGeometry PANEL = new PanelGeometry(8, 8);
    private static final int COLOURS = 3;

    private final int[] order;

    SenseHatPanel(LedSettings settings, PanelBuses buses) {
        super(
                settings.rotation().picture(PANEL),
                settings.matrixPipeline(),
                buses.i2c(
                        settings.wiring().i2cBus(),
                        settings.wiring().i2cAddress().orElse(ADDRESS)));
        this.order = LedWiringOrder.order(
                PANEL, settings.rotation(), position -> position.y() * PANEL.width() * COLOURS + position.x());
    }

    @Override
    byte[] bytes(Frame device) {
        byte[] bytes = new byte[1 + PANEL.size() * COLOURS];
        for (int index = 0; index < order.length; index++) {
            Rgb colour = device.pixels().get(index);
            int red = 1 + order[index];
            bytes[red] = fiveBits(colour.red());
            bytes[red + PANEL.width()] = fiveBits(colour.green());
            bytes[red + 2 * PANEL.width()] = fiveBits(colour.blue());
        }
        return bytes;
    }

    /** The upper five of eight bits, at least 1 for a channel that isn't 0. */
    private static byte fiveBits(int channel) {
        return (byte) (channel == 0 ? 0 : Math.max(1, channel >> 3));
    }
}
