package dev.lamplighter.app.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamplighter.base.CountText;
import dev.lamplighter.base.DurationText;
import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.window.operate.WindowStatusText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a status in lines for people, of the running service or of one that has ended. There is always at least one line.
 */
public final class StatusText {
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** The freshness of the panel in words. */
    private static final Map<String, String> FRESHNESS = Map.of(
            "FRESH", "up to date",
            "STALE", "out of date",
            "LOST", "knows nothing any more",
            "NO_POLL_YET", "waits for EC2's first answer");

    private StatusText() {}

    /**
     * Writes the lines.
     *
     * @param status as {@link ServiceStatus#json()} makes it; what is missing from it is shown as unknown
     */
    public static List<String> lines(JsonNode status, Instant now) {
        List<String> lines = new ArrayList<>();
        leases(status.path("leases"), lines);
        windows(status.path("windows"), now, lines);
        light(status.path("light"), now, lines);
        costs(status.path("costs"), now, lines);
        alerts(status.path("alerts"), zones(status.path("windows")), now, lines);
        messages(lines, status.path("messages"));
        JsonNode setAside = status.path("setAside");
        lines.add("set aside: " + (setAside.isEmpty() ? "nothing" : setAside.size()));
        setAside.forEach(line -> lines.add("  " + line.asText()));
        return lines;
    }

    /** Which copy acts; nothing where no copies share a state. */
    private static void leases(JsonNode leases, List<String> lines) {
        if (leases.path("all").isEmpty()) {
            return;
        }
        List<String> acting = new ArrayList<>();
        leases.path("all")
                .forEach(lease -> acting.add(lease.path("name").asText() + " "
                        + (lease.path("acting").asBoolean()
                                ? "here"
                                : "by " + lease.path("holder").asText())));
        lines.add("acted (this is copy " + leases.path("copy").asText() + "): " + String.join(", ", acting));
    }

    private static void windows(JsonNode windows, Instant now, List<String> lines) {
        if (!windows.path("failure").asText().isEmpty() || windows.isMissingNode()) {
            lines.add("windows: unknown" + because(windows));
            return;
        }
        JsonNode all = windows.path("all");
        lines.add("windows: "
                + (all.isEmpty()
                        ? "none are declared"
                        : all.size() + ", " + windows.path("open").asInt() + " open")
                + (windows.path("acting").asBoolean() ? "" : "; another copy of the service acts"));
        WindowStatusText text = new WindowStatusText(now);
        Map<String, ZoneId> zones = zones(windows);
        for (JsonNode window : all) {
            String name = window.path("name").asText();
            String problem =
                    local(name, zones, now).inWords(window.path("problem").asText());
            lines.add("  "
                    + text.sentence(name, window.path("state").asText(), inZone(window, "start"), inZone(window, "end"))
                    + (problem.isEmpty() ? "" : "; " + problem));
        }
    }

    /** The time with the name of the window's zone, which status.json has beside it; as it is where an earlier version wrote none. */
    static String inZone(JsonNode window, String field) {
        String time = window.path(field).asText();
        try {
            ZoneId zone = ZoneId.of(window.path("zone").asText());
            return ZonedDateTime.parse(time).withZoneSameInstant(zone).toString();
        } catch (DateTimeException e) {
            return time;
        }
    }

    /** The zones of the windows, by their names. */
    private static Map<String, ZoneId> zones(JsonNode windows) {
        Map<String, ZoneId> zones = new HashMap<>();
        windows.path("all").forEach(window -> {
            try {
                zones.put(
                        window.path("name").asText(),
                        ZoneId.of(window.path("zone").asText()));
            } catch (DateTimeException e) { // saved by an earlier version; times are shown in UTC
                zones.put(window.path("name").asText(), UTC);
            }
        });
        return zones;
    }

    private static ZonedTimeText local(String window, Map<String, ZoneId> zones, Instant now) {
        return ZonedTimeText.in(zones.getOrDefault(window, UTC), now);
    }

    private static void light(JsonNode light, Instant now, List<String> lines) {
        String freshness = light.path("freshness").asText();
        if (freshness.isEmpty()) {
            lines.add("light: unknown" + because(light));
            return;
        }
        String polled = age(light.path("lastPollAt").asText(), now);
        lines.add("light: " + FRESHNESS.getOrDefault(freshness, freshness) + ", "
                + CountText.of(light.path("instances").asInt(), "instance") + " on "
                + light.path("panel").asText() + ", "
                + (polled.isEmpty() ? "no poll yet" : "EC2 last answered " + polled + " ago") + because(light));
    }

    private static void costs(JsonNode costs, Instant now, List<String> lines) {
        if (!costs.has("enabled") || costs.has("failure")) {
            lines.add("costs: unknown" + because(costs));
            return;
        }
        if (!costs.path("enabled").asBoolean()) {
            lines.add("costs: off");
            return;
        }
        String published = age(costs.path("newestAt").asText(), now);
        lines.add("costs: " + CountText.of(costs.path("months").asInt(), "month") + " published"
                + (published.isEmpty() ? "" : ", the latest " + published + " ago"));
        String problem = costs.path("lastProblem").asText();
        if (!problem.isEmpty()) {
            String age = age(costs.path("lastProblemAt").asText(), now);
            lines.add("  last problem" + (age.isEmpty() ? "" : ", " + age + " ago") + ": " + problem);
        }
    }

    private static void alerts(JsonNode alerts, Map<String, ZoneId> zones, Instant now, List<String> lines) {
        if (!alerts.has("ERROR") || alerts.has("failure")) {
            lines.add("alerts: unknown" + because(alerts));
            return;
        }
        int errors = alerts.path("ERROR").asInt();
        int warnings = alerts.path("WARN").asInt();
        lines.add("alerts: "
                + (errors + warnings == 0
                        ? "none"
                        : errors + " ERROR (" + (errors == 1 ? "wants" : "want") + " a person), " + warnings
                                + " WARN (tried again by " + (warnings == 1 ? "itself" : "themselves") + ")"));
        if (!alerts.has("raised")) { // saved by an earlier version
            alerts.path("lines").forEach(line -> lines.add("  " + line.asText()));
        }
        for (JsonNode alert : alerts.path("raised")) {
            ZonedTimeText local = local(alert.path("subject").asText(), zones, now);
            lines.add("  "
                    + local.inWords(alert.path("severity").asText() + " since "
                            + alert.path("since").asText() + ": "
                            + alert.path("text").asText()));
        }
    }

    /** Who is told of alerts; nothing where nobody is. */
    private static void messages(List<String> lines, JsonNode messages) {
        if (messages.path("places").isEmpty()) {
            return;
        }
        List<String> places = new ArrayList<>();
        messages.path("places").forEach(place -> places.add(place.asText()));
        lines.add("told: " + String.join(", ", places));
        for (JsonNode trouble : messages.path("troubles")) {
            JsonNode problem = trouble.path("problem");
            lines.add("  not for an hour: " + problem.path("code").asText() + "  "
                    + trouble.path("place").asText() + "  "
                    + problem.path("what").asText() + ": "
                    + problem.path("why").asText() + "; fix: "
                    + problem.path("fix").asText());
        }
    }

    private static String because(JsonNode part) {
        String failure = part.path("failure").asText();
        return failure.isEmpty() ? "" : ": " + failure;
    }

    /** How long ago a time was, in one unit; empty if there is no time. */
    public static String age(String since, Instant now) {
        try {
            return since.isEmpty() ? "" : DurationText.rough(Duration.between(Instant.parse(since), now));
        } catch (DateTimeException e) {
            return "";
        }
    }
}
