package dev.lamplighter.window.completeness;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads windows.yaml and lays its windows out in time, day by day, without anything of the code under test. */
final class WindowsYaml {
    private static final Pattern LENGTH = Pattern.compile("(\\d+)([dhms])");

    private WindowsYaml() {}

    /** A window with what is asked of it. */
    record Window(
            String name,
            ZoneId zone,
            Margins margins,
            List<String> instances,
            Map<String, String> addresses,
            Map<?, ?> when,
            Set<LocalDate> except) {
        List<String> resources() {
            return Stream.concat(instances.stream(), addresses.keySet().stream())
                    .toList();
        }
    }

    record Margins(Duration lead, Duration readyBy, Duration grace, boolean addressesAtOpens) {}

    /** One time that it is open. */
    record Planned(Window window, Instant start, Instant end) {
        Instant leadFrom() {
            return start.minus(window.margins().lead());
        }

        /** As docs/reference/windows.md says of {@code readyBy}, a short lead, and addresses at the start. */
        Instant readyBy() {
            Margins margins = window.margins();
            if (margins.lead().isZero() || margins.addressesAtOpens()) {
                return start.plus(Duration.ofMinutes(2));
            }
            return margins.readyBy().compareTo(margins.lead()) < 0 ? start.minus(margins.readyBy()) : start;
        }

        Instant offBy() {
            return end.plus(window.margins().grace());
        }

        @Override
        public String toString() {
            return window.name() + " of " + start;
        }
    }

    static List<Window> read(String yaml) {
        Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
        Map<?, ?> defaults = file.get("defaults") instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> calendars = file.get("calendars") instanceof Map<?, ?> map ? map : Map.of();
        List<Window> windows = new ArrayList<>();
        for (Object declared : list(file.get("windows"))) {
            Map<Object, Object> window = new LinkedHashMap<>(defaults);
            window.putAll((Map<?, ?>) declared);
            windows.add(window(window, calendars));
        }
        return windows;
    }

    private static Window window(Map<?, ?> declared, Map<?, ?> calendars) {
        Map<String, String> addresses = new TreeMap<>();
        for (Object address : list(declared.get("addresses"))) {
            Map<?, ?> one = (Map<?, ?>) address;
            addresses.put(need(one, "eip").toString(), need(one, "eni").toString());
        }
        Object instances = declared.containsKey("instances") ? declared.get("instances") : declared.get("instance");
        Map<?, ?> when = (Map<?, ?>) need(declared, "when");
        Set<LocalDate> except = new TreeSet<>();
        for (Object calendar : list(when.get("except"))) {
            Map<?, ?> named = (Map<?, ?>) need(calendars, calendar);
            list(named.get("dates")).forEach(date -> except.add(LocalDate.parse(date.toString())));
        }
        return new Window(
                need(declared, "name").toString(),
                ZoneId.of(need(declared, "zone").toString()),
                new Margins(
                        length(declared, "lead", "10m"),
                        length(declared, "readyBy", "2m"),
                        length(declared, "grace", "10m"),
                        "opens".equals(declared.get("addressesAt"))),
                list(instances).stream().map(Object::toString).toList(),
                addresses,
                when,
                except);
    }

    private static Object need(Map<?, ?> from, Object key) {
        return Objects.requireNonNull(from.get(key), () -> key + " in " + from);
    }

    private static List<?> list(@Nullable Object value) {
        return value == null ? List.of() : value instanceof List<?> many ? many : List.of(value);
    }

    private static Duration length(Map<?, ?> from, String key, String otherwise) {
        Object written = from.get(key);
        return length(written == null ? otherwise : written.toString());
    }

    private static Duration length(String text) {
        Duration sum = Duration.ZERO;
        Matcher parts = LENGTH.matcher(text);
        while (parts.find()) {
            long n = Long.parseLong(parts.group(1));
            sum = sum.plus(
                    switch (parts.group(2)) {
                        case "d" -> Duration.ofDays(n);
                        case "h" -> Duration.ofHours(n);
                        case "m" -> Duration.ofMinutes(n);
                        default -> Duration.ofSeconds(n);
                    });
        }
        return sum;
    }

    /** Those that start in {@code [from, to)}, the earliest first. */
    static List<Planned> planned(Window window, Instant from, Instant to) {
        Map<Instant, Instant> ends = new TreeMap<>();
        if (window.when().get("from") != null) {
            LocalDateTime opens =
                    LocalDateTime.parse(need(window.when(), "from").toString());
            add(
                    ends,
                    window,
                    opens,
                    LocalDateTime.parse(need(window.when(), "to").toString()));
        } else {
            LocalDate last = to.atZone(window.zone()).toLocalDate().plusDays(1);
            for (LocalDate day = from.atZone(window.zone()).toLocalDate().minusDays(2);
                    !day.isAfter(last);
                    day = day.plusDays(1)) {
                if (!window.except().contains(day)) {
                    addDay(ends, window, day);
                }
            }
        }
        return ends.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().isBefore(from) && entry.getKey().isBefore(to))
                .map(entry -> new Planned(window, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void addDay(Map<Instant, Instant> ends, Window window, LocalDate day) {
        Map<?, ?> when = window.when();
        if (when.get("cron") != null) {
            Duration length = length(need(when, "for").toString());
            for (LocalTime time : cronTimes(need(when, "cron").toString(), day)) {
                Instant start = first(day.atTime(time), window.zone());
                ends.merge(start, start.plus(length), (one, other) -> one.isAfter(other) ? one : other);
            }
        } else if (days(when.get("days")).contains(day.getDayOfWeek())) {
            LocalTime opens = LocalTime.parse(need(when, "opens").toString());
            LocalTime closes = LocalTime.parse(need(when, "closes").toString());
            add(
                    ends,
                    window,
                    day.atTime(opens),
                    day.plusDays(closes.isAfter(opens) ? 0 : 1).atTime(closes));
        }
    }

    private static void add(Map<Instant, Instant> ends, Window window, LocalDateTime opens, LocalDateTime closes) {
        Instant start = first(opens, window.zone());
        Instant shown = last(closes, window.zone());
        Instant end = shown.isAfter(start) ? shown : start.plus(Duration.between(opens, closes));
        ends.merge(start, end, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Of a time shown twice the first; of one that is jumped over the jump. */
    private static Instant first(LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.isEmpty() ? zone.getRules().getTransition(time).getInstant() : time.toInstant(offsets.get(0));
    }

    private static Instant last(LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.isEmpty()
                ? zone.getRules().getTransition(time).getInstant()
                : time.toInstant(offsets.get(offsets.size() - 1));
    }

    private static Set<DayOfWeek> days(@Nullable Object written) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (Object part : list(written)) {
            for (String one : part.toString().split(",", -1)) {
                String[] ends = one.strip().split("-", -1);
                DayOfWeek day = day(ends[0]);
                days.add(day);
                while (day != day(ends[ends.length - 1])) {
                    day = day.plus(1);
                    days.add(day);
                }
            }
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().startsWith(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
    }

    private static List<LocalTime> cronTimes(String cron, LocalDate day) {
        String[] fields = cron.strip().split("\\s+", -1);
        boolean ofMonth = numbers(fields[2], 1, 31).contains(day.getDayOfMonth());
        Set<Integer> week = numbers(weekdayNumbers(fields[4]), 0, 7);
        boolean ofWeek = week.contains(day.getDayOfWeek().getValue() % 7)
                || week.contains(day.getDayOfWeek().getValue());
        boolean fires =
                (fields[2].startsWith("*") || fields[4].startsWith("*")) ? (ofMonth && ofWeek) : (ofMonth || ofWeek);
        List<LocalTime> times = new ArrayList<>();
        if (fires && numbers(fields[3], 1, 12).contains(day.getMonthValue())) {
            for (int hour : numbers(fields[1], 0, 23)) {
                for (int minute : numbers(fields[0], 0, 59)) {
                    times.add(LocalTime.of(hour, minute));
                }
            }
        }
        return times;
    }

    private static String weekdayNumbers(String field) {
        String numbers = field.toUpperCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            numbers = numbers.replace(day.name().substring(0, 3), String.valueOf(day.getValue()));
        }
        return numbers;
    }

    private static Set<Integer> numbers(String field, int least, int most) {
        Set<Integer> numbers = new TreeSet<>();
        for (String part : field.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            String[] ends = stepped[0].equals("*") ? new String[] {"" + least, "" + most} : stepped[0].split("-", -1);
            int step = stepped.length > 1 ? Integer.parseInt(stepped[1]) : 1;
            for (int n = Integer.parseInt(ends[0]); n <= Integer.parseInt(ends[ends.length - 1]); n += step) {
                numbers.add(n);
            }
        }
        return numbers;
    }
}
