package dev.lamplighter.fleet.check;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.check.CheckDeclaration.Selection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds the checks of {@code light.check.<name>.*}. A check that can't be used is set aside and becomes one problem; the
 * others are kept.
 *
 * @param checks by name
 */
public record CheckSettings(List<CheckDeclaration> checks, List<Problem> problems) {
    private static final String PREFIX = "light.check.";
    private static final List<String> PARTS = List.of(
            "type",
            "instances",
            "tag",
            "url",
            "status",
            "contains",
            "port",
            "address",
            "period",
            "timeout",
            "fails-after",
            "recovers-after");
    private static final Set<String> HTTP_PARTS = Set.of("url", "status", "contains");
    private static final Set<String> PING_PARTS = Set.of("port", "address");
    private static final Set<String> PLACEHOLDERS = Set.of("{id}", "{name}", "{privateIp}", "{publicIp}");

    public CheckSettings {
        checks = List.copyOf(checks);
        problems = List.copyOf(problems);
    }

    public static CheckSettings of(Settings settings, Icmp icmp, InstantSource clock) {
        List<CheckDeclaration> checks = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : names(settings)) {
            try {
                checks.add(new Reader(settings, name).read(icmp, clock));
            } catch (ProblemException e) {
                problems.add(e.problem());
            }
        }
        return new CheckSettings(checks, problems);
    }

    private static Set<String> names(Settings settings) {
        return settings.under(PREFIX).keySet().stream()
                .map(key -> key.contains(".") ? key.substring(0, key.indexOf('.')) : key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Reads the keys of one check. */
    private record Reader(Settings settings, String name) {
        CheckDeclaration read(Icmp icmp, InstantSource clock) {
            if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*") || name.equals("ec2")) {
                throw Settings.refused(
                        PREFIX + name, name, "a name of a-z, 0-9 and single hyphens, and not ec2", "rename it");
            }
            settings.under(PREFIX + name).keySet().forEach(this::requireKnown);
            String type = settings.oneOf(key("type"), "", List.of("http", "ping"));
            refuseParts(type, type.equals("http") ? PING_PARTS : HTTP_PARTS);
            Duration timeout = duration("timeout", "5s", Duration.ofMillis(100), Duration.ofMinutes(1));
            return new CheckDeclaration(
                    name,
                    selection(),
                    type.equals("http") ? http(timeout, clock) : ping(icmp, timeout),
                    duration("period", "30s", Duration.ofSeconds(1), Duration.ofDays(1)),
                    threshold("fails-after", "2 of 3"),
                    threshold("recovers-after", "2 of 2"));
        }

        private void requireKnown(String part) {
            String written = part.startsWith(".") ? part.substring(1) : part;
            if (part.startsWith(".") && !PARTS.contains(written)) {
                throw Settings.unknownPart(key(written), written, PARTS);
            }
        }

        private void refuseParts(String type, Set<String> others) {
            for (String part : new TreeSet<>(others)) {
                Optional<String> value = settings.optional(key(part));
                if (value.isPresent()) {
                    throw Settings.refused(key(part), value.get(), "nothing, for type " + type, "remove it");
                }
            }
        }

        private Selection selection() {
            Set<String> named = Arrays.stream(
                            settings.text(key("instances"), "").split(",", -1))
                    .map(String::strip)
                    .filter(one -> !one.isEmpty())
                    .collect(Collectors.toSet());
            Optional<String> tag = settings.optional(key("tag"));
            if (named.isEmpty() && tag.isEmpty()) {
                throw Settings.refused(
                        key("instances"),
                        "",
                        "ids or Name tags with commas between, or a tag in " + key("tag"),
                        "say which instances to check");
            }
            int equals = tag.map(text -> text.indexOf('=')).orElse(-1);
            return new Selection(
                    named,
                    tag.map(text -> equals < 0
                                    ? text
                                    : text.substring(0, equals).strip())
                            .orElse(null),
                    equals < 0
                            ? null
                            : tag.map(text -> text.substring(equals + 1).strip())
                                    .orElse(null));
        }

        private Probe http(Duration timeout, InstantSource clock) {
            String url = settings.text(key("url"));
            String unfilled = url;
            for (String placeholder : PLACEHOLDERS) {
                unfilled = unfilled.replace(placeholder, "x");
            }
            if (!unfilled.matches("https?://[^\\s{}/]+(/[^\\s{}]*)?")) {
                throw Settings.refused(
                        key("url"),
                        url,
                        "http:// or https:// with " + String.join(", ", new TreeSet<>(PLACEHOLDERS)) + " in it",
                        "write it as in http://{privateIp}:8080/health");
            }
            return new HttpProbe(
                    url,
                    settings.integer(key("status"), 200, 100, 599),
                    settings.text(key("contains"), ""),
                    timeout,
                    clock);
        }

        private Probe ping(Icmp icmp, Duration timeout) {
            boolean publicAddress = settings.oneOf(key("address"), "private", List.of("private", "public"))
                    .equals("public");
            return new PingProbe(icmp, settings.integer(key("port"), 22, 1, 65_535), publicAddress, timeout);
        }

        private Duration duration(String part, String otherwise, Duration least, Duration most) {
            Duration duration = settings.duration(key(part), Settings.parseDuration(otherwise));
            if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                throw Settings.refused(
                        key(part), settings.text(key(part)), "between " + least + " and " + most, "change the value");
            }
            return duration;
        }

        private MOutOfNThreshold threshold(String part, String otherwise) {
            String text = settings.text(key(part), otherwise);
            try {
                return MOutOfNThreshold.parse(text);
            } catch (IllegalArgumentException e) {
                throw Settings.refused(key(part), text, "M of N with 1 <= M <= N <= 32", "write it as in 2 of 3");
            }
        }

        private String key(String part) {
            return PREFIX + name + "." + part;
        }
    }
}
