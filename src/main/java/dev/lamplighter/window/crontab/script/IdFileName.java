package dev.lamplighter.window.crontab.script;

import java.util.regex.Pattern;

/** Compares the names of files in which scripts keep ids of instances; a part that isn't known is {@code *}. */
final class IdFileName {
    private IdFileName() {}

    /** The name without its folders; numbers of machines and variables without a value count as unknown. */
    static String of(String path) {
        return path.replaceAll(".*/", "").replaceAll("\\$\\{\\w+}|\\$\\w+", "*").replaceAll("-\\d+(?=\\.|$)", "-*");
    }

    static boolean isSame(String one, String other) {
        return one.equals(other) || covers(one, other) || covers(other, one);
    }

    private static boolean covers(String pattern, String name) {
        // A name of nothing but unknown parts says nothing.
        return pattern.replaceAll("[*.-]|iid|id|txt", "").length() > 1
                && name.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
    }
}
