package dev.lamplighter.app.health;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.VisibleText;

/** Writes an exception in one line. */
final class ErrorText {
    private static final int LONGEST = 200;

    private ErrorText() {}

    /**
     * The message of the innermost cause, or the line of the problem that one of the causes carries; without line breaks,
     * cut after {@value #LONGEST} characters.
     */
    static String oneLine(Throwable failure) {
        Throwable root = root(failure);
        String message = VisibleText.of(root.getMessage()).strip();
        String line =
                root instanceof ProblemException ? message : root.getClass().getSimpleName() + ": " + message;
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    /** The cause that carries a problem, or else the innermost cause. */
    static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (!(root instanceof ProblemException) && root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
