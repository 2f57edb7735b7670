package dev.lamplighter.base.alert;

import dev.lamplighter.base.code.ProblemCode;
import java.time.Instant;
import java.util.Arrays;

/**
 * Describes an alert that is raised.
 *
 * @param code as in {@code WINDOW-105}
 * @param text one line
 * @param since when it was raised; whole milliseconds
 */
public record Alert(AlertKey place, AlertSeverity severity, String code, String text, Instant since) {
    /** Whether the alert has one of these codes. */
    public boolean is(ProblemCode... any) {
        return Arrays.stream(any).anyMatch(one -> code.equals(one.text()));
    }

    /** Whether {@code other} has the same code and severity, so that no new notice is needed. */
    boolean isSameAs(Alert other) {
        return code.equals(other.code()) && severity == other.severity();
    }
}
