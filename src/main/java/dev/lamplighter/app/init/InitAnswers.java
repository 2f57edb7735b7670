package dev.lamplighter.app.init;

import dev.lamplighter.app.settings.SettingsCheck;
import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns each answer into settings and a window, and refuses one as {@code check} would refuse what it comes to. */
public final class InitAnswers {
    private static final Pattern WINDOW =
            Pattern.compile("(\\S.*?)\\s+(\\d{1,2}:\\d{2})\\s*-\\s*(\\d{1,2}:\\d{2})\\s+(\\S+(?:[\\s,]+\\S+)*)");
    private static final Pattern MAIL = Pattern.compile("(\\S+@\\S+)(?:\\s+(?:by\\s+)?(\\S+))?");
    private static final String NO_WINDOWS = "windows: []";

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Instant now;
    private final ZoneId zone;
    private String windows = NO_WINDOWS;
    private boolean costs;

    /** @param zone of the window's times */
    public InitAnswers(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** Takes an answer. Returns why it can't be taken, and has taken nothing then; an empty answer is the default. */
    public Optional<String> take(InitQuestion question, String answer) {
        String said = answer.isBlank() ? question.usual() : answer.strip();
        if (said.isEmpty()) {
            return Optional.empty();
        }
        return switch (question) {
            case PANEL -> take(Map.of("panel.type", said));
            case REGION -> region(said.split("\\s+", 2));
            case WINDOW -> window(said);
            case TOLD -> told(said);
            case COSTS -> costs(said);
        };
    }

    /** What is not at its default, by key. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /** The end of windows.yaml. */
    public String windows() {
        return windows;
    }

    /** Whether the settings of costs are to be filled in. */
    public boolean isCosts() {
        return costs;
    }

    private Optional<String> region(String[] words) {
        Map<String, String> values = new LinkedHashMap<>(Map.of("aws.region", words[0]));
        if (words.length > 1) {
            values.put("aws.profile", words[1]);
        }
        return take(values);
    }

    private Optional<String> told(String said) {
        if (said.matches("https?:.*")) {
            return take(Map.of("alerts.webhook.url", said));
        }
        Matcher mail = MAIL.matcher(said);
        if (!mail.matches()) {
            return Optional.of("it is neither an address of mail nor one that begins with https://");
        }
        Map<String, String> values = new LinkedHashMap<>(Map.of("alerts.mail.to", mail.group(1)));
        if (mail.group(2) != null) {
            values.put("alerts.mail.smtp", mail.group(2));
        }
        return take(values);
    }

    private Optional<String> take(Map<String, String> values) {
        Optional<Problem> refused =
                SettingsCheck.refused(values, Path.of("")).stream().findFirst();
        if (refused.isEmpty()) {
            settings.putAll(values);
        }
        return refused.map(problem -> problem.where() + " " + problem.what() + ": " + problem.why() + "; "
                + problem.fix().replaceFirst("; meanwhile .*", ""));
    }

    private Optional<String> window(String said) {
        Matcher parts = WINDOW.matcher(said);
        if (!parts.matches()) {
            return Optional.of("it has to be days, times and instances: Sunday 09:30-12:00 i-0123456789abcdef0");
        }
        String days = parts.group(1);
        String yaml =
                "windows:\n  - name: " + name(days) + "\n    when: {days: \"" + days + "\", opens: \"" + time(parts, 2)
                        + "\", closes: \"" + time(parts, 3) + "\"}\n    zone: " + zone.getId() + "\n    instances: ["
                        + String.join(", ", parts.group(4).split("[\\s,]+")) + "]";
        ParsedWindowsFile read = ParsedWindowsFile.parse("windows.yaml", yaml, now);
        List<Problem> problems = read.problems();
        if (!problems.isEmpty() || read.windows().isEmpty()) {
            return Optional.of(
                    problems.isEmpty()
                            ? "it is no window"
                            : problems.get(0).what() + ": " + problems.get(0).why() + "; "
                                    + problems.get(0).fix());
        }
        windows = yaml;
        return Optional.empty();
    }

    private static String time(Matcher parts, int group) {
        String time = parts.group(group);
        return time.length() == "9:30".length() ? "0" + time : time;
    }

    private static String name(String days) {
        String name =
                days.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return name.isEmpty() ? "window" : name;
    }

    private Optional<String> costs(String said) {
        String word = said.toLowerCase(Locale.ROOT);
        if (!List.of("yes", "y", "no", "n").contains(word)) {
            return Optional.of("it has to be yes or no");
        }
        costs = word.startsWith("y");
        return Optional.empty();
    }
}
