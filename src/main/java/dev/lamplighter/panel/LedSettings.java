package dev.lamplighter.panel;

import dev.lamplighter.base.Settings;
import dev.lamplighter.panel.frame.ColourPipeline;
import dev.lamplighter.panel.frame.Rotation;

/**
 * Holds the settings of an LED panel.
 *
 * @param wiring the bus that the panel is wired to
 * @param rotation of the picture on the panel
 * @param brightness 0..1
 * @param gamma exponent of the colour curve
 * @param maxMilliamps limit for the whole panel
 */
public record LedSettings(
        PanelBusSettings wiring, Rotation rotation, double brightness, double gamma, int maxMilliamps) {
    public static LedSettings of(Settings settings) {
        return new LedSettings(
                PanelBusSettings.of(settings),
                Rotation.parse("panel.rotation", settings.text("panel.rotation", "0")),
                settings.number("panel.brightness", 0.2, 0, 1),
                settings.number("panel.gamma", ColourPipeline.DEFAULT_GAMMA, 1, 4),
                settings.integer("panel.max-milliamps", 1000, 100, 10_000));
    }

    /** The pipeline for LEDs that are all lit at once, as on a WS2812 strip; it limits the current. */
    public ColourPipeline pipeline() {
        return new ColourPipeline(brightness, gamma, maxMilliamps);
    }

    /** The pipeline for a matrix whose chip lights one row at a time and limits the current itself. */
    public ColourPipeline matrixPipeline() {
        return new ColourPipeline(brightness, gamma, Integer.MAX_VALUE);
    }

    /** Settings for frames that already are device values: the default bus, full brightness, no gamma, no limit. */
    public static LedSettings forDeviceValues(Rotation rotation) {
        return new LedSettings(PanelBusSettings.USUAL, rotation, 1, 1, Integer.MAX_VALUE);
    }
}
