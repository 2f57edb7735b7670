package dev.lamplighter.sandbox.cur;

import java.math.BigDecimal;

/**
 * Writes a line item: the same line hour after hour, but for its dates and a few amounts. Its text is rendered once, with
 * holes where an hour makes a difference, so that writing a line is mostly copying.
 */
final class LineItem {
    static final int INTERVAL = -1;
    static final int START = -2;
    static final int END = -3;

    private final LineFacts facts;
    private final InstanceHourMeter meter;
    private final long seed;
    private final Rendering rendering;
    private final long[] sums;
    private long rows;

    /**
     * A line's text and its holes, in order.
     *
     * @param text everything that stays, line end included
     * @param cuts offsets into the text, one for each hole
     * @param holes what goes into each: INTERVAL, START, END, or which of the amounts
     * @param positions column of each amount, in order, those that are part of the text too
     * @param values each amount itself or, where it has a hole, what the hour's usage is multiplied by
     * @param costPosition column of lineItem/UnblendedCost
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Rendering(byte[] text, int[] cuts, int[] holes, int[] positions, long[] values, int costPosition) {}

    LineItem(LineFacts facts, InstanceHourMeter meter, long seed, Rendering rendering) {
        this.facts = facts;
        this.meter = meter;
        this.seed = seed;
        this.rendering = rendering;
        sums = new long[rendering.values.length];
    }

    LineFacts facts() {
        return facts;
    }

    void write(Hour hour, NumberStyle numbers, RowByteBuffer out) {
        long usage = meter.usage(seed, hour.index());
        byte[] text = rendering.text;
        int from = 0;
        for (int i = 0; i < rendering.cuts.length; i++) {
            int cut = rendering.cuts[i];
            out.append(text, from, cut);
            from = cut;
            int hole = rendering.holes[i];
            switch (hole) {
                case INTERVAL -> out.append(hour.interval());
                case START -> out.append(hour.start());
                case END -> out.append(hour.end());
                default -> {
                    long amount = FixedPointDecimals.multiply(usage, rendering.values[hole]);
                    sums[hole] = Math.addExact(sums[hole], amount);
                    numbers.write(amount, out);
                }
            }
        }
        out.append(text, from, text.length);
        rows++;
    }

    /** Books everything written so far; to be called once, after the last line. */
    void book(ControlTotalsCollector ledger) {
        boolean[] hourly = new boolean[sums.length];
        for (int hole : rendering.holes) {
            if (hole >= 0) {
                hourly[hole] = true;
            }
        }
        BigDecimal cost = FixedPointDecimals.NOTHING;
        for (int i = 0; i < sums.length; i++) {
            long sum = hourly[i] ? sums[i] : Math.multiplyExact(rendering.values[i], rows);
            int position = rendering.positions[i];
            ledger.bookAmount(position, FixedPointDecimals.toBigDecimal(sum));
            cost = position == rendering.costPosition ? FixedPointDecimals.toBigDecimal(sum) : cost;
        }
        ledger.bookCost(facts, rows, cost);
    }
}
