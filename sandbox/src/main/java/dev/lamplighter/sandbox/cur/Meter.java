package dev.lamplighter.sandbox.cur;

/**
 * How much of something is used in an hour; amounts of {@link Decimals}.
 *
 * @param scale what the pattern is measured by
 */
record Meter(Pattern pattern, long scale) {
    enum Pattern {
        /** The scale itself, hour after hour. */
        CONSTANT,
        /** The same hour after hour, but for every line item something else up to the scale. */
        STEADY,
        /** Whole hours, one in eight of them broken. */
        HOURS,
        /** Whole numbers from 1 to the scale. */
        COUNT,
        /** Anything up to the scale, small amounts far more often than big ones. */
        BURSTS
    }

    /** Asked instead of the hour by what does not change with it. */
    private static final int STEADY_HOUR = -1;

    static final Meter HOURS = new Meter(Pattern.HOURS, Decimals.ONE);
    static final Meter ONCE = constant(Decimals.ONE);

    Meter {
        if (scale < 1 || scale > 1_000_000 * Decimals.ONE) {
            throw new IllegalArgumentException("scale must be in 1E-10..1000000, got " + Decimals.toBigDecimal(scale));
        }
    }

    static Meter constant(long amount) {
        return new Meter(Pattern.CONSTANT, amount);
    }

    static Meter steady(String most) {
        return new Meter(Pattern.STEADY, Decimals.of(most));
    }

    static Meter count(int most) {
        return new Meter(Pattern.COUNT, most * Decimals.ONE);
    }

    static Meter bursts(String most) {
        return new Meter(Pattern.BURSTS, Decimals.of(most));
    }

    /** What the meter of the line item with this seed shows for an hour of the month. */
    long usage(long seed, int hour) {
        long chance = Seed.mix(seed, hour) >>> 1;
        return switch (pattern) {
            case CONSTANT -> scale;
            case STEADY -> burst((Seed.mix(seed, STEADY_HOUR) >>> 1) % Decimals.ONE);
            case HOURS -> chance % 8 == 0 ? 1 + (chance >>> 3) % (scale - 1) : scale;
            case COUNT -> (1 + chance % (scale / Decimals.ONE)) * Decimals.ONE;
            case BURSTS -> burst(chance % Decimals.ONE);
        };
    }

    private long burst(long fraction) {
        long cubed = Decimals.multiply(Decimals.multiply(fraction, fraction), fraction);
        return Math.max(1, Decimals.multiply(cubed, scale));
    }
}
