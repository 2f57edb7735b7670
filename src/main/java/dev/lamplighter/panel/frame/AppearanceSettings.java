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
public record AppearanceSettings(Palette palette, MotionLevel motion, boolean heartbeat, Optional<QuietHours> quiet) {
    public static AppearanceSettings of(Settings settings) {
        MotionLevel motion = MotionLevel.of(settings);
        boolean heartbeat = settings.flag("panel.heartbeat", false);
        if (heartbeat && motion != MotionLevel.FULL) {
            throw Settings.refused(
                    "panel.heartbeat",
                    "true",
                    "false while " + MotionLevel.KEY + "=" + motion.word(),
                    "a heartbeat breathes: switch it off, or set " + MotionLevel.KEY + "=full");
        }
        return new AppearanceSettings(Palette.of(settings), motion, heartbeat, QuietHours.of(settings));
    }
}
