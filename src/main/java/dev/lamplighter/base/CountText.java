package dev.lamplighter.base;

/** Writes a number with its noun. */
public final class CountText {
    private CountText() {}

    /** {@code 1 window}, {@code 2 windows}, {@code 0 problems}. */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
