package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.LedSettings;
import dev.lamplighter.panel.PanelBusSettings;
import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.ColourPipeline;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PanelGeometry;
import java.nio.file.Path;

/**
 * Drives a Unicorn HAT or pHAT on a Raspberry Pi 5 without extra wires: the kernel's ws2812-pio driver clocks the strip on
 * GPIO18. Each frame is one write of 4 bytes per LED: red, green, blue, white (0), in strip order.
 *
 * <p>This class applies gamma and brightness, so the overlay must be loaded with {@code brightness=0}, which makes the
 * kernel pass values on unchanged. With any other brightness the kernel scales first and applies gamma afterwards, which
 * turns dark colours off (ws2812-pio-rp1.c).
 */
final class Ws2812PioPanel implements PanelDriver {
    static final Path DEVICE = Path.of("/dev/leds0");

    private static final int BYTES_PER_LED = 4;

    private final PanelGeometry picture;
    private final ColourPipeline pipeline;
    private final int[] order;
    private final PanelBus bus;

    Ws2812PioPanel(LedSettings settings, PanelBuses buses) {
        boolean phat = settings.wiring().leds0Panel().equals(PanelBusSettings.UNICORN_PHAT);
        PanelGeometry panel = phat ? LedWiringOrder.PHAT : LedWiringOrder.HAT;
        this.picture = settings.rotation().picture(panel);
        this.pipeline = settings.pipeline();
        this.order =
                LedWiringOrder.order(panel, settings.rotation(), phat ? LedWiringOrder::phat : LedWiringOrder::hat);
        this.bus = buses.file(DEVICE);
    }

    @Override
    public PanelGeometry geometry() {
        return picture;
    }

    @Override
    public void show(Frame frame) {
        Frame device = pipeline.apply(frame);
        byte[] bytes = new byte[order.length * BYTES_PER_LED];
        for (int index = 0; index < order.length; index++) {
            Rgb colour = device.pixels().get(index);
            int at = order[index] * BYTES_PER_LED;
            bytes[at] = (byte) colour.red();
            bytes[at + 1] = (byte) colour.green();
            bytes[at + 2] = (byte) colour.blue();
        }
        bus.write(bytes);
    }

    @Override
    public void close() {
        bus.close();
    }
}
