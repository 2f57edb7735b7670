package dev.lamplighter.panel;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.Settings;
import dev.lamplighter.panel.frame.AppearanceSettings;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAssignmentSettings;
import java.util.function.Consumer;

/**
 * Holds the settings {@code panel.*} of application.properties.
 *
 * @param type name of the panel; {@code panel.driver.PanelDrivers} lists them
 * @param size of panels that have no size of their own (terminal, none)
 * @param led settings of an LED panel
 * @param look colours, motion and night
 * @param pixels settings for which instance gets which pixel
 */
public record PanelSettings(
        String type, PanelGeometry size, LedSettings led, AppearanceSettings look, PixelAssignmentSettings pixels) {
    public static PanelSettings of(Settings settings) {
        return new PanelSettings(
                settings.text("panel.type", "auto"),
                size(settings),
                LedSettings.of(settings),
                AppearanceSettings.of(settings),
                PixelAssignmentSettings.of(settings));
    }

    /** The same settings without the pins that the panel doesn't have; see {@link PixelAssignmentSettings#fitting}. */
    public PanelSettings fitting(PanelGeometry panel, Consumer<Problem> refused) {
        return new PanelSettings(type, size, led, look, pixels.fitting(panel, refused));
    }

    private static PanelGeometry size(Settings settings) {
        String key = "panel.size";
        String written = settings.text(key, "8x8");
        try {
            return PanelGeometry.parse(written);
        } catch (IllegalArgumentException e) {
            throw Settings.refused(key, written, "WIDTHxHEIGHT, 1x1..64x64", "write a size as in 16x8");
        }
    }
}
