package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.LedSettings;
import dev.lamplighter.panel.PanelDriver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the drivers of panels on a bus, by the name in {@code panel.type}. A new panel needs a driver class and a line here.
 */
final class LedPanelFactory {
    static final String UNICORN_HAT = "unicorn-hat";
    static final String UNICORN_HAT_HD = "unicorn-hat-hd";
    static final String RGB_5X5 = "rgb-5x5";
    static final String SENSE_HAT = "sense-hat";
    static final String LEDS0 = "leds0";

    private static final Map<String, Maker> MAKERS = new LinkedHashMap<>();

    static {
        MAKERS.put(UNICORN_HAT, Ws2812SpiPanel::unicornHat);
        MAKERS.put("unicorn-phat", Ws2812SpiPanel::unicornPhat);
        MAKERS.put(UNICORN_HAT_HD, UnicornHatHdPanel::new);
        MAKERS.put(RGB_5X5, Rgb5x5Panel::new);
        MAKERS.put(SENSE_HAT, SenseHatPanel::new);
        MAKERS.put(LEDS0, Ws2812PioPanel::new);
    }

    private LedPanelFactory() {}

    /** Makes a driver without touching hardware. */
    private interface Maker {
        PanelDriver make(LedSettings settings, PanelBuses buses);
    }

    static List<String> types() {
        return List.copyOf(MAKERS.keySet());
    }

    /** The driver of that name; empty if the name isn't among {@link #types}. */
    static Optional<PanelDriver> make(String type, LedSettings settings, PanelBuses buses) {
        return Optional.ofNullable(MAKERS.get(type)).map(maker -> maker.make(settings, buses));
    }
}
