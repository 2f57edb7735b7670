package dev.lamplighter.base;

import dev.lamplighter.base.code.ConfigProblemCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives typed access to settings. A getter that refuses a value throws a problem that names the key, the value and what is
 * allowed.
 *
 * <p>Durations are written {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d} or a sum such as {@code 1h30m}; a
 * number without a unit is milliseconds, as in Camel.
 */
public final class Settings {
    private static final Pattern DURATION_PART = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    /** Ten years: no setting means a longer time, and sums of two such times don't overflow. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Map<String, String> values;
    private final Path home;

    /**
     * @param values resolved keys and values
     * @param home the folder that relative paths are resolved against
     */
    public Settings(Map<String, String> values, Path home) {
        this.values = new TreeMap<>(values);
        this.home = home.toAbsolutePath().normalize();
    }

    /** These settings with some values replaced. */
    public Settings with(Map<String, String> replaced) {
        Map<String, String> together = new TreeMap<>(values);
        together.putAll(replaced);
        return new Settings(together, home);
    }

    /** These settings without one value, so that its default applies. */
    public Settings without(String key) {
        Map<String, String> others = new TreeMap<>(values);
        others.remove(key);
        return new Settings(others, home);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The value; empty when the key is absent or blank. */
    public Optional<String> optional(String key) {
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    public String text(String key) {
        return optional(key).orElseThrow(() -> missing(key));
    }

    public String text(String key, String otherwise) {
        return optional(key).orElse(otherwise);
    }

    public boolean flag(String key, boolean otherwise) {
        return parse(key, otherwise, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    /** A whole number from {@code lowest} to {@code highest}; {@code otherwise} if the key is absent. */
    public int integer(String key, int otherwise, int lowest, int highest) {
        return parse(key, otherwise, "a whole number in " + lowest + ".." + highest, text -> {
            int number = Integer.parseInt(text);
            if (number < lowest || number > highest) {
                throw new IllegalArgumentException(text);
            }
            return number;
        });
    }

    /** A number from {@code lowest} to {@code highest}; {@code otherwise} if the key is absent. */
    public double number(String key, double otherwise, double lowest, double highest) {
        return parse(key, otherwise, "a number in " + lowest + ".." + highest, text -> {
            double number = Double.parseDouble(text);
            if (!(number >= lowest && number <= highest)) {
                throw new IllegalArgumentException(text);
            }
            return number;
        });
    }

    /** A duration from 0 to ten years; {@code otherwise} if the key is absent. */
    public Duration duration(String key, Duration otherwise) {
        return duration(key, otherwise, Duration.ZERO, LONGEST);
    }

    /** A duration from {@code shortest} to {@code longest}; {@code otherwise} if the key is absent. */
    public Duration duration(String key, Duration otherwise, Duration shortest, Duration longest) {
        String allowed = "a duration such as 30s, 5m or 1h30m in " + DurationText.written(shortest) + ".."
                + DurationText.written(longest);
        return parse(key, otherwise, allowed, text -> {
            Duration duration = parseDuration(text);
            if (duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
                throw new IllegalArgumentException(text);
            }
            return duration;
        });
    }

    /** One of {@code allowed}, spelt exactly; the refusal of a misspelt word suggests the right one. */
    public String oneOf(String key, String otherwise, List<String> allowed) {
        String text = text(key, otherwise);
        if (allowed.contains(text)) {
            return text;
        }
        String fix = Suggestion.nearest(text, allowed)
                .map(near -> "did you mean " + near + "?")
                .orElse("write one of these");
        throw refused(key, text, "one of " + String.join(", ", allowed), fix);
    }

    /** A path; a relative one lies in the home folder. */
    public Path path(String key, String otherwise) {
        return parse(key, home.resolve(otherwise), "a path", home::resolve).normalize();
    }

    /** All keys that begin with {@code prefix}, the prefix taken off, in alphabetical order. */
    public Map<String, String> under(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value.strip());
            }
        });
        return found;
    }

    /** Every key with its value. */
    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    public Path home() {
        return home;
    }

    /** Parses {@code 1h30m}; throws {@link IllegalArgumentException} or {@link ArithmeticException} for anything else. */
    public static Duration parseDuration(String text) {
        if (text.matches("\\d+")) {
            return Duration.ofMillis(Long.parseLong(text));
        }
        Matcher part = DURATION_PART.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            long amount = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    });
            end = part.end();
        }
        if (end == 0 || end != text.length()) {
            throw new IllegalArgumentException("not a duration: " + text);
        }
        return sum;
    }

    private <T> T parse(String key, T otherwise, String allowed, Function<String, T> parser) {
        Optional<String> text = optional(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return parser.apply(text.get());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refused(key, text.get(), allowed, "change the value");
        }
    }

    private static ProblemException missing(String key) {
        return new ProblemException(new Problem(
                ConfigProblemCode.NO_VALUE,
                key,
                "has no value",
                "this setting has no default",
                "set it in application.properties"));
    }

    /** The refusal of a value, for features that check more than one value at a time. */
    public static ProblemException refused(String key, String got, String allowed, String fix) {
        return new ProblemException(
                new Problem(ConfigProblemCode.VALUE_REFUSED, key, "got \"" + got + "\"", "allowed is " + allowed, fix));
    }

    /** The refusal of a key of a family whose last part is none of {@code allowed}. */
    public static ProblemException unknownPart(String key, String part, List<String> allowed) {
        String family = key.substring(0, key.length() - part.length());
        return new ProblemException(new Problem(
                ConfigProblemCode.VALUE_REFUSED,
                key,
                "is no setting",
                part.isEmpty()
                        ? "it needs one of " + String.join(", ", allowed) + " behind a dot"
                        : "allowed behind " + family + " is one of " + String.join(", ", allowed),
                Suggestion.nearest(part, allowed)
                        .filter(near -> !part.isEmpty())
                        .map(near -> "did you mean " + family + near + "?")
                        .orElse("remove it")));
    }
}
