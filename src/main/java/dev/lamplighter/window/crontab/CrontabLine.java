package dev.lamplighter.window.crontab;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds a line of a crontab, parsed as cron parses it. */
sealed interface CrontabLine {
    /** A comment or an empty line. */
    record Nothing() implements CrontabLine {}

    /** An assignment of a variable, which holds for the lines after it. */
    record Setting(String name, String value) implements CrontabLine {}

    /**
     * A command and the times at which it runs.
     *
     * @param written the five fields, or a nickname such as {@code @daily}, as written
     * @param fields the five fields
     * @param command for the shell: up to the first {@code %}
     */
    record Entry(String written, String fields, String command) implements CrontabLine {}

    /** A line that is none of these. */
    record Unreadable(String why, String fix) implements CrontabLine {}

    Pattern SETTING = Pattern.compile("(?:\"(?<q>\\w+)\"|'(?<s>\\w+)'|(?<n>[A-Za-z_]\\w*))\\s*=\\s*(?<value>.*)");
    Pattern ENTRY = Pattern.compile("(?<fields>(?:\\S+\\s+){5})(?<command>\\S.*)");
    Pattern NICKNAMED = Pattern.compile("(?<name>@\\S+)\\s+(?<command>\\S.*)");
    Map<String, String> NICKNAMES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    static CrontabLine of(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return new Nothing();
        }
        Matcher setting = SETTING.matcher(text);
        if (setting.matches()) {
            String quoted = setting.group("q") == null ? setting.group("s") : setting.group("q");
            return new Setting(quoted == null ? setting.group("n") : quoted, unquoted(setting.group("value")));
        }
        if (text.startsWith("@")) {
            return nicknamed(text);
        }
        Matcher entry = ENTRY.matcher(text);
        if (!entry.matches()) {
            return new Unreadable(
                    "it is neither five fields and a command nor a variable",
                    "write a line of the crontab in one line, as cron has no other");
        }
        String fields = entry.group("fields").strip();
        return new Entry(fields, fields.replaceFirst("^-", ""), command(entry.group("command")));
    }

    private static CrontabLine nicknamed(String text) {
        Matcher matcher = NICKNAMED.matcher(text);
        String fields = matcher.matches() ? NICKNAMES.get(matcher.group("name").toLowerCase(Locale.ROOT)) : null;
        if (fields == null) {
            return new Unreadable(
                    "it fires at no time of day that a window could have",
                    "write five fields, as in 30 8 * * 0, where a time is meant");
        }
        return new Entry(matcher.group("name"), fields, command(matcher.group("command")));
    }

    private static String unquoted(String value) {
        String text = value.strip();
        boolean quoted = text.length() > 1
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(0) == text.charAt(text.length() - 1);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /**
     * The command in a text: it ends at the first {@code %}, after which its input follows; {@code \%} is a percent sign.
     */
    private static String command(String text) {
        StringBuilder command = new StringBuilder();
        for (int i = 0; i < text.length() && text.charAt(i) != '%'; i++) {
            if (text.startsWith("\\%", i)) {
                i++;
            }
            command.append(text.charAt(i));
        }
        return command.toString();
    }
}
