package dev.lamplighter.panel.pixel;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Holds the settings of pixel assignments.
 *
 * @param file where assignments are kept
 * @param releaseAfter how long a pixel is kept for an instance that is gone
 * @param pins maps an instance id or Name tag (with {@link Overflow.Mode#AGGREGATE}: a value of the tag) to its pixel, in
 *     alphabetical order
 * @param overflow the mode for more instances than pixels
 */
public record PixelAssignmentSettings(
        Path file, Duration releaseAfter, Map<String, PixelPosition> pins, Overflow overflow) {
    static final String PIN_PREFIX = "panel.pin.";

    public PixelAssignmentSettings {
        pins = new TreeMap<>(pins);
    }

    public static PixelAssignmentSettings of(Settings settings) {
        Map<String, PixelPosition> pins = new TreeMap<>();
        settings.under(PIN_PREFIX).forEach((instance, written) -> pins.put(instance, pin(instance, written)));
        return new PixelAssignmentSettings(
                settings.path("panel.pixels-file", "work/pixels.json"),
                settings.duration("panel.release-after", Duration.ofHours(24)),
                pins,
                Overflow.of(settings));
    }

    /** The pins as indexes; refuses a pin outside the panel and a second one on the same pixel. */
    public Map<String, Integer> pinsOn(PanelGeometry panel) {
        Map<String, Integer> indexes = new TreeMap<>();
        Map<PixelPosition, String> taken = new TreeMap<>(
                java.util.Comparator.comparingInt(PixelPosition::y).thenComparingInt(PixelPosition::x));
        pins.forEach((instance, position) -> {
            if (!panel.contains(position)) {
                throw Settings.refused(
                        PIN_PREFIX + instance,
                        position.toString(),
                        panel.allowed() + " on this " + panel + " panel",
                        "choose a pixel of the panel");
            }
            String other = taken.put(position, instance);
            if (other != null) {
                throw Settings.refused(
                        PIN_PREFIX + instance,
                        position.toString(),
                        "one instance per pixel, and " + PIN_PREFIX + other + " has this one",
                        "choose another pixel for one of the two");
            }
            indexes.put(instance, panel.index(position));
        });
        return indexes;
    }

    /** The same settings without pins outside the panel; each of those is reported to {@code refused}. */
    public PixelAssignmentSettings fitting(PanelGeometry panel, Consumer<Problem> refused) {
        Map<String, PixelPosition> fitting = new TreeMap<>(pins);
        while (true) {
            PixelAssignmentSettings left = new PixelAssignmentSettings(file, releaseAfter, fitting, overflow);
            try {
                left.pinsOn(panel);
                return left;
            } catch (ProblemException e) {
                refused.accept(e.problem());
                fitting.remove(e.problem().where().substring(PIN_PREFIX.length()));
            }
        }
    }

    private static PixelPosition pin(String instance, String written) {
        try {
            return PixelPosition.parse(written);
        } catch (IllegalArgumentException e) {
            throw Settings.refused(
                    PIN_PREFIX + instance, written, "x,y counted from 0,0 at the top left", "write a pixel as in 0,3");
        }
    }
}
