package dev.lamplighter.panel.frame;

import dev.lamplighter.base.Settings;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.fleet.InstanceState;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Holds the colour of every instance state, and of the pixel that stands for further instances. */
public final class Palette {
    /**
     * Red for stopped, green for pending, blue for running and yellow for stopping are the project's traditional colours;
     * the others must only differ from them.
     */
    private static final Palette CLASSIC = new Palette(
            "classic",
            Map.of(
                    InstanceState.STOPPED, Rgb.parse("#ff0000"),
                    InstanceState.PENDING, Rgb.parse("#00ff00"),
                    InstanceState.RUNNING, Rgb.parse("#0000ff"),
                    InstanceState.STOPPING, Rgb.parse("#ffff00"),
                    InstanceState.SHUTTING_DOWN, Rgb.parse("#ff8000"),
                    InstanceState.TERMINATED, Rgb.parse("#600000"),
                    InstanceState.UNKNOWN, Rgb.parse("#404040")),
            Rgb.parse("#ffffff"),
            Rgb.parse("#ff0000"));

    /** Colours from Okabe and Ito's set, which people with red or green blindness can tell apart. */
    private static final Palette SAFE = new Palette(
            "safe",
            Map.of(
                    InstanceState.STOPPED, Rgb.parse("#d55e00"),
                    InstanceState.PENDING, Rgb.parse("#009e73"),
                    InstanceState.RUNNING, Rgb.parse("#0072b2"),
                    InstanceState.STOPPING, Rgb.parse("#f0e442"),
                    InstanceState.SHUTTING_DOWN, Rgb.parse("#cc79a7"),
                    InstanceState.TERMINATED, Rgb.parse("#3d1b00"),
                    InstanceState.UNKNOWN, Rgb.parse("#404040")),
            Rgb.parse("#ffffff"),
            Rgb.parse("#d55e00"));

    private static final String PREFIX = "panel.colour.";
    private static final String MORE = "more";
    private static final String ALARM = "alarm";

    private final String name;
    private final Map<InstanceState, Rgb> colours;
    private final Rgb more;
    private final Rgb alarm;

    private Palette(String name, Map<InstanceState, Rgb> colours, Rgb more, Rgb alarm) {
        this.name = name;
        this.colours = colours;
        this.more = more;
        this.alarm = alarm;
    }

    /**
     * The palette of {@code panel.palette}, in which {@code panel.colour.<state>}, {@code panel.colour.more} and
     * {@code panel.colour.alarm} replace single colours if they have a value.
     */
    public static Palette of(Settings settings) {
        Palette set = settings.oneOf("panel.palette", CLASSIC.name, List.of(CLASSIC.name, SAFE.name))
                        .equals(SAFE.name)
                ? SAFE
                : CLASSIC;
        Map<InstanceState, Rgb> colours = new EnumMap<>(set.colours);
        Rgb more = set.more;
        Rgb alarm = set.alarm;
        for (Map.Entry<String, String> setting : settings.under(PREFIX).entrySet()) {
            String name = requireName(setting.getKey());
            if (setting.getValue().isEmpty()) {
                continue;
            }
            Rgb colour = colour(name, setting.getValue());
            switch (name) {
                case MORE -> more = colour;
                case ALARM -> alarm = colour;
                default -> colours.put(InstanceState.ofAwsName(name), colour);
            }
        }
        return new Palette(set.name, colours, more, alarm);
    }

    /** {@code classic} or {@code safe}, even if single colours are replaced. */
    public String name() {
        return name;
    }

    public Rgb of(InstanceState state) {
        return colours.getOrDefault(state, Rgb.BLACK);
    }

    /** The colour of the pixel that stands for every instance without one. */
    public Rgb more() {
        return more;
    }

    /** The colour in which that pixel blinks while a check of one of those instances fails. */
    public Rgb alarm() {
        return alarm;
    }

    private static Rgb colour(String name, String written) {
        try {
            return Rgb.parse(written);
        } catch (IllegalArgumentException e) {
            throw Settings.refused(
                    PREFIX + name, written, "#rrggbb, as in #0000ff", "write six hexadecimal digits after #");
        }
    }

    private static String requireName(String written) {
        List<String> allowed = Stream.concat(
                        Arrays.stream(InstanceState.values()).map(InstanceState::awsName), Stream.of(MORE, ALARM))
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
