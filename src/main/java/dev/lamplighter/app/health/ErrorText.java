package dev.lamplighter.app.health;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.VisibleText;

/** Writes an exception in one line. */
final class ErrorText {
    private static final int LONGEST = 200;

    private ErrorText() {}

    /** The innermost cause, or the problem it carries; without line breaks, cut where it gets long. */
    static String oneLine(Throwable failure) {
        Throwable root = root(failure);
        String message = VisibleText.of(root.getMessage()).strip();
        String line =
                root instanceof ProblemException ? message : root.getClass().getSimpleName() + ": " + message;
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    /** The innermost cause, or the problem it carries. */
    static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (!(root instanceof ProblemException) && root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
