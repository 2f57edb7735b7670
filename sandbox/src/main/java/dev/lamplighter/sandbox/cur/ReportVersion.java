package dev.lamplighter.sandbox.cur;

/**
 * Says which of a month's many deliveries this is.
 *
 * @param untilDay last day of the month that is in, 1..31; a day past the month's end means the whole month
 * @param redelivery 0 for the first delivery; every other number gives other LineItemIds and assembly ids, and nothing
 *     else
 * @param isFinal whether the invoice is issued: bill/InvoiceId is filled; only for a whole month
 * @param lateRefund whether one more line, a refund, has come; only for a whole month
 */
public record ReportVersion(int untilDay, int redelivery, boolean isFinal, boolean lateRefund) {
    private static final int WHOLE_MONTH = 31;

    public static final ReportVersion FULL_MONTH = new ReportVersion(WHOLE_MONTH, 0, false, false);

    public ReportVersion {
        if (untilDay < 1 || untilDay > WHOLE_MONTH) {
            throw new IllegalArgumentException("untilDay must be in 1..31, got " + untilDay);
        }
        if (redelivery < 0) {
            throw new IllegalArgumentException("redelivery must be 0 or more, got " + redelivery);
        }
    }

    /** The month to date: the same lines as the whole month's, as far as they have happened. */
    public static ReportVersion monthToDate(int untilDay) {
        return new ReportVersion(untilDay, 0, false, false);
    }

    public ReportVersion redelivered(int number) {
        return new ReportVersion(untilDay, number, isFinal, lateRefund);
    }

    public ReportVersion invoiced() {
        return new ReportVersion(untilDay, redelivery, true, lateRefund);
    }

    public ReportVersion refunded() {
        return new ReportVersion(untilDay, redelivery, isFinal, true);
    }
}
