package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.LedSettings;
import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.ColourPipeline;
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
final class SenseHatPanel implements PanelDriver {
    private static final int ADDRESS = 0x46;
    private static final PanelGeometry PANEL = new PanelGeometry(8, 8);
    private static final int COLOURS = 3;

    private final PanelGeometry picture;
    private final ColourPipeline pipeline;
    private final int[] order;
    private final PanelBus bus;

    SenseHatPanel(LedSettings settings, PanelBuses buses) {
        this.picture = settings.rotation().picture(PANEL);
        this.pipeline = settings.matrixPipeline();
        this.order = LedWiringOrder.order(
                PANEL, settings.rotation(), position -> position.y() * PANEL.width() * COLOURS + position.x());
        this.bus = buses.i2c(
                settings.wiring().i2cBus(), settings.wiring().i2cAddress().orElse(ADDRESS));
    }

    @Override
    public PanelGeometry geometry() {
        return picture;
    }

    @Override
    public void show(Frame frame) {
        Frame device = pipeline.apply(frame);
        byte[] bytes = new byte[1 + PANEL.size() * COLOURS];
        for (int index = 0; index < order.length; index++) {
            Rgb colour = device.pixels().get(index);
            int red = 1 + order[index];
            bytes[red] = fiveBits(colour.red());
            bytes[red + PANEL.width()] = fiveBits(colour.green());
            bytes[red + 2 * PANEL.width()] = fiveBits(colour.blue());
        }
        bus.write(bytes);
    }

    @Override
    public void close() {
        bus.close();
    }

    /** The upper five of eight bits, at least 1 for a channel that isn't 0. */
    private static byte fiveBits(int channel) {
        return (byte) (channel == 0 ? 0 : Math.max(1, channel >> 3));
    }
}
