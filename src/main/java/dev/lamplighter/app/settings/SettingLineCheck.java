package dev.lamplighter.app.settings;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Detects a line of settings that was probably not intended as {@link java.util.Properties} reads it: keys end at a space,
 * single backslashes disappear, and a comment needs a line of its own.
 *
 * @param place its file and line
 * @param written as it stands there, lines that continue it included
 * @param key as it was read
 * @param value as it was read
 */
record SettingLineCheck(String place, String written, String key, String value) {
    /** A key, what separates it, and the value: the key ends at the first =, : or blank that has no backslash before it. */
    private static final Pattern PARTS =
            Pattern.compile("\\s*((?:\\\\.|[^\\\\=:\\s])*)(\\s*[=:]\\s*|\\s+)?(.*)", Pattern.DOTALL);

    /** A backslash before a character that needs none; {@link java.util.Properties} drops it. */
    private static final Pattern LOST_BACKSLASH = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\[^\\\\tnrfu=:#! \\n\"]");

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:\\\\(?!\\\\).*", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("(.*?)\\s+#(?:\\s.*)?", Pattern.DOTALL);

    /** The remark about this line, if it was probably intended differently. */
    Optional<Problem> doubt() {
        Matcher parts = PARTS.matcher(written);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String separator = parts.group(2) == null ? "" : parts.group(2);
        String rawValue = parts.group(3);
        Optional<Problem> doubt = spaceInKey(separator, rawValue)
                .or(() -> lostBackslashes(rawValue))
                .or(this::comment)
                .or(() -> trailingSpace(rawValue));
        return SecretSettings.isSecret(key) ? doubt.map(open -> withoutValue()) : doubt;
    }

    private Problem withoutValue() {
        return remark(
                "is probably not read as it was intended",
                "a single backslash disappears, and what follows a # is part of the value",
                "write each backslash twice, and a comment in a line of its own");
    }

    private Optional<Problem> spaceInKey(String separator, String rawValue) {
        int equals = rawValue.indexOf('=');
        if (!separator.isBlank() || separator.isEmpty() || equals < 0) {
            return Optional.empty();
        }
        String whole = key + " " + rawValue.substring(0, equals).strip();
        return Optional.of(remark(
                "has a space in its key",
                "a key ends at its first space, so the rest counts as the value",
                "if the key is \"" + whole + "\", write " + whole.replace(" ", "\\ ") + "="
                        + rawValue.substring(equals + 1).strip()));
    }

    private Optional<Problem> lostBackslashes(String rawValue) {
        if (!LOST_BACKSLASH.matcher(rawValue).find() && !DRIVE.matcher(rawValue).matches()) {
            return Optional.empty();
        }
        return Optional.of(remark(
                "is read as \"" + value + "\"",
                "a single backslash disappears in this file",
                "write " + key + "=" + withSlashes(rawValue) + ", or each backslash twice"));
    }

    private Optional<Problem> comment() {
        Matcher comment = COMMENT.matcher(value);
        if (!comment.matches()) {
            return Optional.empty();
        }
        return Optional.of(remark(
                "has the value \"" + value + "\"",
                "what follows a # in a line of a setting is part of its value; a comment needs a line of its own",
                "write " + key + "=" + comment.group(1) + ", and the comment in the line above"));
    }

    private Optional<Problem> trailingSpace(String rawValue) {
        return value.equals(value.stripTrailing()) || rawValue.isBlank()
                ? Optional.empty()
                : Optional.of(remark(
                        "has a space at its end",
                        "an editor doesn't show it; it is left out",
                        "end the line after " + value.strip()));
    }

    private Problem remark(String what, String why, String fix) {
        return new Problem(ConfigProblemCode.LINE_DOUBTFUL, place, key + " " + what, why, fix);
    }

    /**
     * The fix for a line that can't be read at all, such as one with {@code C:\\users}, in which \\u begins a character's
     * number.
     */
    static String fixOfUnreadable(String written) {
        return written.contains("\\")
                ? "write " + withSlashes(written.strip()) + ", or each backslash twice; it is left out"
                : "correct it; it is left out";
    }

    private static String withSlashes(String text) {
        return text.replace("\\", "/");
    }
}
