package dev.lamplighter.window.startup;

import java.util.Optional;
import java.util.regex.Pattern;

/** Judges paths in a startup package: those that lead out of it, and leftovers of editors and systems. */
final class EntryPaths {
    private static final int DEEPEST = 16;
    private static final int LONGEST = 255;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}]");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
    private static final Pattern LEFTOVER = Pattern.compile(
            "(?:.*/)?(?:\\.DS_Store|\\._.*|__MACOSX|Thumbs\\.db|desktop\\.ini|\\.git|\\.svn|CVS|#.*#|.*~|.*\\.(?:bak|orig|swp|tmp))(?:/.*)?",
            Pattern.CASE_INSENSITIVE);

    private EntryPaths() {}

    /** Why a path can't be one of a file in the package; empty if it can. */
    static Optional<String> trouble(String path) {
        if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
            return Optional.of("it is absolute");
        }
        if (path.indexOf('\\') >= 0) {
            return Optional.of("it has a backslash, which is part of a name on Linux");
        }
        if (CONTROL.matcher(path).find()) {
            return Optional.of("it has an invisible character");
        }
        return troubleOfParts(path);
    }

    private static Optional<String> troubleOfParts(String path) {
        String[] parts = path.split("/", -1);
        for (String part : parts) {
            if (part.equals("..")) {
                return Optional.of("it leads out of the package");
            }
            if (part.isEmpty() || part.equals(".")) {
                return Optional.of("it has an empty part");
            }
        }
        return parts.length > DEEPEST || path.length() > LONGEST
                ? Optional.of("it is longer than " + LONGEST + " characters or deeper than " + DEEPEST + " folders")
                : Optional.empty();
    }

    /** Whether a file is there by accident: a backup, or a system's own. */
    static boolean isLeftover(String path) {
        return LEFTOVER.matcher(path).matches();
    }

    /** What an address leads to: another machine rather than a file of the package. */
    static boolean isUrl(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9+.-]+://.*");
    }
}
