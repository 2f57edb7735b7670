package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.LedSettings;
import dev.lamplighter.panel.PanelBusSettings;
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
final class Ws2812PioPanel extends BusPanel {
    static final Path DEVICE = Path.of("/dev/leds0");

    private static final int BYTES_PER_LED = 4;

    private final int[] order;

    Ws2812PioPanel(LedSettings settings, PanelBuses buses) {
        super(settings.rotation().picture(panel(settings)), settings.pipeline(), buses.file(DEVICE));
        this.order = LedWiringOrder.order(
                panel(settings), settings.rotation(), isPhat(settings) ? LedWiringOrder::phat : LedWiringOrder::hat);
    }

    private static boolean isPhat(LedSettings settings) {
        return settings.wiring().leds0Panel().equals(PanelBusSettings.UNICORN_PHAT);
    }

    private static PanelGeometry panel(LedSettings settings) {
        return isPhat(settings) ? LedWiringOrder.PHAT : LedWiringOrder.HAT;
    }

    @Override
    byte[] bytes(Frame device) {
        byte[] bytes = new byte[order.length * BYTES_PER_LED];
        for (int index = 0; index < order.length; index++) {
            Rgb colour = device.pixels().get(index);
            int at = order[index] * BYTES_PER_LED;
            bytes[at] = (byte) colour.red();
            bytes[at + 1] = (byte) colour.green();
            bytes[at + 2] = (byte) colour.blue();
        }
        return bytes;
    }
}
