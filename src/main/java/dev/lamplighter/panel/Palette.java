package dev.lamplighter.panel;

import dev.lamplighter.base.Settings;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.fleet.InstanceState;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The colour of every instance state, and of the lamp that says "there are more". */
public final class Palette {
    /** Red stopped, green pending, blue running, yellow stopping are the project's own; the rest must only differ. */
    private static final Map<InstanceState, Rgb> DEFAULTS = Map.of(
            InstanceState.STOPPED, Rgb.parse("#ff0000"),
            InstanceState.PENDING, Rgb.parse("#00ff00"),
            InstanceState.RUNNING, Rgb.parse("#0000ff"),
            InstanceState.STOPPING, Rgb.parse("#ffff00"),
            InstanceState.SHUTTING_DOWN, Rgb.parse("#ff8000"),
            InstanceState.TERMINATED, Rgb.parse("#600000"),
            InstanceState.UNKNOWN, Rgb.parse("#404040"));

    private static final String PREFIX = "panel.colour.";
    private static final String MORE = "more";
    private static final Rgb DEFAULT_MORE = Rgb.parse("#ffffff");

    private final Map<InstanceState, Rgb> colours;
    private final Rgb more;

    private Palette(Map<InstanceState, Rgb> colours, Rgb more) {
        this.colours = colours;
        this.more = more;
    }

    /** The defaults with the colours of {@code panel.colour.<state>} and {@code panel.colour.more} in their place. */
    public static Palette of(Settings settings) {
        Map<InstanceState, Rgb> colours = new EnumMap<>(DEFAULTS);
        Rgb more = DEFAULT_MORE;
        for (Map.Entry<String, String> setting : settings.under(PREFIX).entrySet()) {
            String lamp = requireLamp(setting.getKey());
            if (lamp.equals(MORE)) {
                more = colour(lamp, setting.getValue());
            } else {
                colours.put(InstanceState.ofAwsName(lamp), colour(lamp, setting.getValue()));
            }
        }
        return new Palette(colours, more);
    }

    public Rgb of(InstanceState state) {
        return colours.getOrDefault(state, Rgb.BLACK);
    }

    /** The lamp that stands for every instance without a pixel. */
    public Rgb more() {
        return more;
    }

    private static Rgb colour(String lamp, String written) {
        try {
            return Rgb.parse(written);
        } catch (IllegalArgumentException e) {
            throw Settings.refused(
                    PREFIX + lamp, written, "#rrggbb, as in #0000ff", "write six hexadecimal digits after #");
        }
    }

    private static String requireLamp(String written) {
        List<String> allowed = Stream.concat(
                        Arrays.stream(InstanceState.values()).map(InstanceState::awsName), Stream.of(MORE))
                .toList();
        if (allowed.contains(written)) {
            return written;
        }
        String fix = Suggestion.nearest(written, allowed)
                .map(near -> "did you mean " + PREFIX + near + "?")
                .orElse("name one of these");
        throw Settings.refused(PREFIX + written, written, "one of " + String.join(", ", allowed), fix);
    }
}
