package dev.lamplighter.sandbox.cur;

/**
 * Measures how much of something is used in an hour; amounts of {@link FixedPointDecimals}.
 *
 * @param scale what the pattern is measured by
 */
record InstanceHourMeter(Pattern pattern, long scale) {
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

    static final InstanceHourMeter HOURS = new InstanceHourMeter(Pattern.HOURS, FixedPointDecimals.ONE);
    static final InstanceHourMeter ONCE = constant(FixedPointDecimals.ONE);

    InstanceHourMeter {
        if (scale < 1 || scale > 1_000_000 * FixedPointDecimals.ONE) {
            throw new IllegalArgumentException(
                    "scale must be in 1E-10..1000000, got " + FixedPointDecimals.toBigDecimal(scale));
        }
    }

    static InstanceHourMeter constant(long amount) {
        return new InstanceHourMeter(Pattern.CONSTANT, amount);
    }

    static InstanceHourMeter steady(String most) {
        return new InstanceHourMeter(Pattern.STEADY, FixedPointDecimals.of(most));
    }

    static InstanceHourMeter count(int most) {
        return new InstanceHourMeter(Pattern.COUNT, most * FixedPointDecimals.ONE);
    }

    static InstanceHourMeter bursts(String most) {
        return new InstanceHourMeter(Pattern.BURSTS, FixedPointDecimals.of(most));
    }

    /** What the meter of the line item with this seed shows for an hour of the month. */
    long usage(long seed, int hour) {
        long chance = Seed.mix(seed, hour) >>> 1;
        return switch (pattern) {
            case CONSTANT -> scale;
            case STEADY -> burst((Seed.mix(seed, STEADY_HOUR) >>> 1) % FixedPointDecimals.ONE);
            case HOURS -> chance % 8 == 0 ? 1 + (chance >>> 3) % (scale - 1) : scale;
            case COUNT -> (1 + chance % (scale / FixedPointDecimals.ONE)) * FixedPointDecimals.ONE;
            case BURSTS -> burst(chance % FixedPointDecimals.ONE);
        };
    }

    private long burst(long fraction) {
        long cubed = FixedPointDecimals.multiply(FixedPointDecimals.multiply(fraction, fraction), fraction);
        return Math.max(1, FixedPointDecimals.multiply(cubed, scale));
    }
}
