package dev.lamplighter.sandbox.cur;

import java.util.List;

/**
 * Gives chance that can be repeated: every question asked of the same seed has the same answer on every machine. Mixing is
 * SplitMix64's (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators).
 */
record Seed(long value) {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    Seed and(long part) {
        return new Seed(mix(value, part));
    }

    Seed and(String part) {
        long mixed = value;
        for (int i = 0; i < part.length(); i++) {
            mixed = mix(mixed, part.charAt(i));
        }
        return new Seed(mix(mixed, part.length()));
    }

    /** 0..bound-1. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(mix(value, 0), bound);
    }

    <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    boolean percent(int percent) {
        return below(100) < percent;
    }

    /** An amount of {@link FixedPointDecimals} above 0, up to {@code most}. */
    long amount(String most) {
        return 1 + Long.remainderUnsigned(mix(value, 1), FixedPointDecimals.of(most));
    }

    /** {@code length} characters of the alphabet. */
    String text(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(and(i).below(alphabet.length())));
        }
        return text.toString();
    }

    String hex(int length) {
        return text("0123456789abcdef", length);
    }

    static long mix(long a, long b) {
        long z = a + GOLDEN_GAMMA * (b + 1);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
