package dev.lamplighter.app.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a status in lines for people, of the running service or of one that has ended. There is always at least one line.
 */
public final class StatusText {
    private StatusText() {}

    /**
     * Writes the lines.
     *
     * @param status as {@link ServiceStatus#json()} makes it; what is missing from it is shown as unknown
     */
    public static List<String> lines(JsonNode status, Instant now) {
        List<String> lines = new ArrayList<>();
        windows(status.path("windows"), lines);
        light(status.path("light"), now, lines);
        costs(status.path("costs"), now, lines);
        alerts(status.path("alerts"), lines);
        JsonNode setAside = status.path("setAside");
        lines.add("set aside: " + (setAside.isEmpty() ? "nothing" : setAside.size()));
        setAside.forEach(line -> lines.add("  " + line.asText()));
        return lines;
    }

    private static void windows(JsonNode windows, List<String> lines) {
        if (!windows.path("failure").asText().isEmpty() || windows.isMissingNode()) {
            lines.add("windows: unknown" + because(windows));
            return;
        }
        JsonNode all = windows.path("all");
        lines.add("windows: "
                + (all.isEmpty()
                        ? "none"
                        : all.size() + ", " + windows.path("open").asInt() + " open")
                + (windows.path("acting").asBoolean() ? "" : "; another copy of the service acts"));
        for (JsonNode window : all) {
            String start = window.path("start").asText();
            String problem = window.path("problem").asText();
            lines.add("  " + window.path("name").asText() + " "
                    + window.path("state").asText()
                    + (start.isEmpty()
                            ? ""
                            : " " + start + " to " + window.path("end").asText())
                    + (problem.isEmpty() ? "" : "; " + problem));
        }
    }

    private static void light(JsonNode light, Instant now, List<String> lines) {
        String freshness = light.path("freshness").asText();
        if (freshness.isEmpty()) {
            lines.add("light: unknown" + because(light));
            return;
        }
        String polled = age(light.path("lastPollAt").asText(), now);
        lines.add("light: " + freshness + ", " + light.path("instances").asInt() + " instances on "
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
        lines.add("costs: " + costs.path("months").asInt() + " months published"
                + (published.isEmpty() ? "" : ", the latest " + published + " ago"));
        String problem = costs.path("lastProblem").asText();
        if (!problem.isEmpty()) {
            lines.add("  last problem " + costs.path("lastProblemAt").asText() + ": " + problem);
        }
    }

    private static void alerts(JsonNode alerts, List<String> lines) {
        if (!alerts.has("ERROR") || alerts.has("failure")) {
            lines.add("alerts: unknown" + because(alerts));
            return;
        }
        int errors = alerts.path("ERROR").asInt();
        int warnings = alerts.path("WARN").asInt();
        lines.add("alerts: " + (errors + warnings == 0 ? "none" : errors + " ERROR, " + warnings + " WARN"));
        alerts.path("lines").forEach(line -> lines.add("  " + line.asText()));
    }

    private static String because(JsonNode part) {
        String failure = part.path("failure").asText();
        return failure.isEmpty() ? "" : ": " + failure;
    }

    /** {@code 3 s}, {@code 12 min}, {@code 5 h}, {@code 3 d}; empty for no time. */
    public static String age(String since, Instant now) {
        try {
            Duration age = since.isEmpty() ? Duration.ofSeconds(-1) : Duration.between(Instant.parse(since), now);
            if (since.isEmpty()) {
                return "";
            }
            if (age.toMinutes() < 2) {
                return Math.max(0, age.toSeconds()) + " s";
            }
            return age.toHours() < 2
                    ? age.toMinutes() + " min"
                    : age.toDays() < 2 ? age.toHours() + " h" : age.toDays() + " d";
        } catch (DateTimeException e) {
            return "";
        }
    }
}
