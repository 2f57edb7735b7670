package dev.lamplighter.panel.pixel;

import dev.lamplighter.base.Settings;
import java.util.Arrays;
import java.util.Locale;

/**
 * Says what is shown if there are more instances than pixels.
 *
 * @param tag the tag by whose values instances are grouped; empty unless the mode is {@link Mode#AGGREGATE}
 */
public record Overflow(Mode mode, String tag) {
    public static final Overflow PRIORITY = new Overflow(Mode.PRIORITY, "");
    public static final Overflow PAGE = new Overflow(Mode.PAGE, "");

    private static final String TAG_KEY = "panel.aggregate-tag";

    /** Says what is done with instances for which there is no pixel. */
    public enum Mode {
        /** The last pixel stands for all instances without one. */
        PRIORITY,
        /** Further instances are on further pages, which are shown in turn; the last pixel shows which page it is. */
        PAGE,
        /** Each value of a tag has a pixel, which shows the worst state of its instances. */
        AGGREGATE;

        /** The value in {@code panel.overflow}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Overflow {
        if (tag.isBlank() == (mode == Mode.AGGREGATE)) {
            throw new IllegalArgumentException(
                    "a tag belongs to AGGREGATE and to nothing else, got " + mode + " " + tag);
        }
    }

    public static Overflow of(Settings settings) {
        String word = settings.oneOf(
                "panel.overflow",
                Mode.PRIORITY.word(),
                Arrays.stream(Mode.values()).map(Mode::word).toList());
        Mode mode = Mode.valueOf(word.toUpperCase(Locale.ROOT));
        if (mode != Mode.AGGREGATE) {
            return new Overflow(mode, "");
        }
        String tag = settings.optional(TAG_KEY)
                .orElseThrow(() -> Settings.refused(
                        TAG_KEY,
                        "",
                        "the key of a tag while panel.overflow=aggregate",
                        "name a tag, for example team"));
        return new Overflow(mode, tag);
    }

    /** Whether this mode gives pixels to owners with this kind of id, {@code tag=value} or an instance id. */
    boolean givesPixelsTo(String id) {
        return mode == Mode.AGGREGATE ? id.startsWith(tag + "=") : id.indexOf('=') < 0;
    }
}
