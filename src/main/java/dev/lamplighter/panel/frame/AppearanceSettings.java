package dev.lamplighter.panel.frame;

import dev.lamplighter.base.Settings;
import java.util.Optional;

/**
 * Holds the settings of the panel's appearance.
 *
 * @param palette colours of the states
 * @param motion how much may blink or pulse
 * @param heartbeat whether a free pixel pulses as long as the panel is drawn
 * @param quiet when the panel is dimmed
 */
public record AppearanceSettings(Palette palette, Motion motion, boolean heartbeat, Optional<QuietHours> quiet) {
    public static AppearanceSettings of(Settings settings) {
        Motion motion = Motion.of(settings);
        boolean heartbeat = settings.flag("panel.heartbeat", false);
        if (heartbeat && motion != Motion.FULL) {
            throw Settings.refused(
                    "panel.heartbeat",
                    "true",
                    "false while " + Motion.KEY + "=" + motion.word(),
                    "a heartbeat breathes: switch it off, or set " + Motion.KEY + "=full");
        }
        return new AppearanceSettings(Palette.of(settings), motion, heartbeat, QuietHours.of(settings));
    }
}
