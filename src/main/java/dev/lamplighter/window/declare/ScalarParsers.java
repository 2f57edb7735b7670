package dev.lamplighter.window.declare;

import dev.lamplighter.base.Settings;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.WindowProblemCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parses each kind of single value in windows.yaml. */
final class ScalarParsers {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}(?<!\\.)");
    private static final int LONGEST_NAME = 64;
    /** No window is open for longer than a month. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private static final int NEAR_ZONES = 3;

    private ScalarParsers() {}

    static String name(String text) throws InvalidValueException {
        if (text.length() > LONGEST_NAME || !NAME.matcher(text).matches()) {
            throw new InvalidValueException(
                    WindowProblemCode.BAD_NAME,
                    "a window's name has at most " + LONGEST_NAME + " small letters, digits and single hyphens",
                    "rename it, for example sunday-service");
        }
        return text;
    }

    static ZoneId zone(String text) throws InvalidValueException {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new InvalidValueException(WindowProblemCode.NO_SUCH_ZONE, "no such time zone", nearZones(text));
        }
    }

    private static String nearZones(String text) {
        List<String> meant = ZoneAliasTable.cities(text);
        if (!meant.isEmpty()) {
            return "write the zone of a city: " + String.join(" or ", meant);
        }
        String wanted = text.toLowerCase(Locale.ROOT).replace(' ', '_');
        List<String> all = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        String near = Stream.concat(
                        all.stream().filter(id -> city(id).equals(wanted)),
                        Stream.concat(
                                Suggestion.nearest(text, all).stream(),
                                all.stream()
                                        .filter(id -> Suggestion.nearest(city(wanted), List.of(city(id)))
                                                .isPresent())))
                .distinct()
                .limit(NEAR_ZONES)
                .collect(Collectors.joining(", "));
        return near.isEmpty() ? "write an IANA zone, for example America/Chicago" : "did you mean " + near + "?";
    }

    private static String city(String zoneId) {
        return zoneId.substring(zoneId.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** Parses a duration of whole seconds, from zero to 31 days. */
    static Duration duration(String text) throws InvalidValueException {
        try {
            Duration duration = text.matches("\\d+") ? Duration.ofNanos(1) : Settings.parseDuration(text);
            if (duration.equals(duration.truncatedTo(ChronoUnit.SECONDS)) && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // the refusal below says what is allowed
        }
        throw new InvalidValueException(
                WindowProblemCode.NO_DURATION,
                "not a length of time of whole seconds up to 31d",
                "write it with units, as in 90s, 10m or 10h30m");
    }

    static Duration positiveDuration(String text) throws InvalidValueException {
        Duration duration = duration(text);
        if (duration.isZero()) {
            throw new InvalidValueException(
                    WindowProblemCode.NO_DURATION, "it must last for some time", "write it as in 1h");
        }
        return duration;
    }

    /** Parses a duration, or {@code never} as {@link WindowPolicy#NEVER}. */
    static Duration runtimeOutside(String text) throws InvalidValueException {
        return text.equals("never") ? WindowPolicy.NEVER : positiveDuration(text);
    }

    static LocalTime time(String text) throws InvalidValueException {
        try {
            LocalTime time = LocalTime.parse(text);
            if (time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
                return time;
            }
        } catch (DateTimeException e) {
            // the refusal below says what is allowed
        }
        throw new InvalidValueException(
                WindowProblemCode.NO_TIME_OF_DAY,
                "not a time of day",
                text.startsWith("24:00") ? "write \"00:00\" for midnight" : "write two digits each, as in \"08:30\"");
    }

    static LocalDate date(String text) throws InvalidValueException {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 2000 && date.getYear() < 2100) {
                return date;
            }
        } catch (DateTimeException e) {
            // the refusal below says what is allowed
        }
        throw new InvalidValueException(
                WindowProblemCode.NO_DATE, "not a date between 2000 and 2099", "write it as in 2026-12-25");
    }

    static boolean yesOrNo(String text) throws InvalidValueException {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new InvalidValueException(
                WindowProblemCode.WORD_NOT_ALLOWED, "allowed is true or false", "write true or false");
    }

    static LocalDateTime dateTime(String text) throws InvalidValueException {
        try {
            LocalDateTime dateTime = LocalDateTime.parse(text);
            if (dateTime.equals(dateTime.truncatedTo(ChronoUnit.SECONDS))
                    && dateTime.getYear() >= 2000
                    && dateTime.getYear() < 2100) {
                return dateTime;
            }
        } catch (DateTimeException e) {
            // the refusal below says what is allowed
        }
        throw new InvalidValueException(
                WindowProblemCode.NO_DATE,
                "not a date and time between 2000 and 2099",
                "write it as in 2026-12-24T14:00, without an offset such as +01:00");
    }

    static String instance(String text) throws InvalidValueException {
        return id("i", text);
    }

    static String allocation(String text) throws InvalidValueException {
        return id("eipalloc", text);
    }

    static String volume(String text) throws InvalidValueException {
        return id("vol", text);
    }

    static String networkInterface(String text) throws InvalidValueException {
        return id("eni", text);
    }

    static String instanceType(String text) throws InvalidValueException {
        if (!text.matches("[a-z][a-z0-9-]*\\.[a-z0-9-]+")) {
            throw new InvalidValueException(
                    WindowProblemCode.BAD_VOLUME_OR_TYPE,
                    "not an instance type",
                    "write family and size, as in c6i.large");
        }
        return text;
    }

    /** Parses an id of EC2, as in {@code subnet-0123456789abcdef0}. */
    static String id(String prefix, String text) throws InvalidValueException {
        if (!text.matches(prefix + "-[0-9a-f]{8,17}")) {
            throw new InvalidValueException(
                    WindowProblemCode.BAD_ID_OR_ADDRESS,
                    "not an id of the form " + prefix + "-0123456789abcdef0",
                    "copy the id from the EC2 console");
        }
        return text;
    }

    static String ipv4(String text) throws InvalidValueException {
        if (!IPV4.matcher(text).matches()) {
            throw new InvalidValueException(
                    WindowProblemCode.BAD_ID_OR_ADDRESS, "not an IPv4 address", "write it as in 10.0.1.21");
        }
        return text;
    }

    static URI http(String text) throws InvalidValueException {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // the refusal below says what is allowed
        }
        throw new InvalidValueException(
                WindowProblemCode.NO_HTTP_ADDRESS,
                "not an http address",
                "write it as in \"http://198.51.100.7:1935/\"");
    }

    static ManualStopPolicy manual(String text) throws InvalidValueException {
        return word(text, ManualStopPolicy.values());
    }

    static EndAction then(String text) throws InvalidValueException {
        return word(text, EndAction.values());
    }

    static AddressAssociationTiming addressesAt(String text) throws InvalidValueException {
        return word(text, AddressAssociationTiming.values());
    }

    private static <E extends Enum<E>> E word(String text, E[] allowed) throws InvalidValueException {
        List<String> words = Arrays.stream(allowed)
                .map(word -> word.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = words.indexOf(text);
        if (index >= 0) {
            return allowed[index];
        }
        throw new InvalidValueException(
                WindowProblemCode.WORD_NOT_ALLOWED,
                "allowed is " + String.join(" or ", words),
                Suggestion.nearest(text, words)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("write " + words.get(0)));
    }

    /** A parser that refuses to parse the same value twice; {@code thing} is what it is called in the refusal. */
    static ScalarParser<String> once(String thing, ScalarParser<String> parser) {
        Set<String> seen = new HashSet<>();
        return text -> {
            String id = parser.parse(text);
            if (!seen.add(id)) {
                throw new InvalidValueException(
                        WindowProblemCode.NAMED_TWICE,
                        "the window names this " + thing + " twice",
                        "remove one of the two lines");
            }
            return id;
        };
    }
}
