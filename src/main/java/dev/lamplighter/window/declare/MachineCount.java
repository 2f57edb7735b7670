package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says how many machines a slot has: always the same number, or between two.
 *
 * @param minimum at least 1
 * @param maximum the same where it is one number
 */
record MachineCount(int minimum, int maximum) {
    static final MachineCount ONE = new MachineCount(1, 1);
    private static final int MOST = 20;
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,2})(?:\\.\\.(\\d{1,2}))?");

    /** Reads {@code 3} or {@code 2..5}. */
    static MachineCount of(String text) throws InvalidValueException {
        Matcher written = WRITTEN.matcher(text);
        if (written.matches()) {
            int minimum = Integer.parseInt(written.group(1));
            boolean isRange = written.group(2) != null;
            int maximum = isRange ? Integer.parseInt(written.group(2)) : minimum;
            if (minimum >= 1 && maximum <= MOST && (isRange ? minimum < maximum : minimum == maximum)) {
                return new MachineCount(minimum, maximum);
            }
        }
        throw new InvalidValueException(
                WindowProblemCode.BAD_SLOT,
                "neither a number from 1 to " + MOST + " nor a range of two such numbers, the smaller one first",
                "write how many machines are needed, as in 3, or as in 2..5 where they follow the load");
    }

    boolean isRange() {
        return maximum > minimum;
    }

    /** {@code 3} or {@code 2..5}, as it is written. */
    String words() {
        return isRange() ? minimum + ".." + maximum : String.valueOf(maximum);
    }
}
