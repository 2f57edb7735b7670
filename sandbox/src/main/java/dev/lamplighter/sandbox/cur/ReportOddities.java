package dev.lamplighter.sandbox.cur;

/**
 * Lists what makes a report hard to read.
 *
 * @param nasty newlines, quotes and commas in tag values, and the tag keys Owner and owner side by side
 * @param droppedColumns product columns this month lacks, 0..60; which ones depends on seed and month
 * @param gzipMembers gzip members a data file consists of, 1..1000, cut in the middle of rows
 * @param decoys whether Redshift artifacts are delivered too, one of them called {@code ...Manifest.json}
 */
public record ReportOddities(boolean nasty, int droppedColumns, int gzipMembers, boolean decoys) {
    public static final ReportOddities NONE = new ReportOddities(false, 0, 1, false);

    public ReportOddities {
        if (droppedColumns < 0 || droppedColumns > 60) {
            throw new IllegalArgumentException("droppedColumns must be in 0..60, got " + droppedColumns);
        }
        if (gzipMembers < 1 || gzipMembers > 1000) {
            throw new IllegalArgumentException("gzipMembers must be in 1..1000, got " + gzipMembers);
        }
    }

    public ReportOddities withNastyTags() {
        return new ReportOddities(true, droppedColumns, gzipMembers, decoys);
    }

    public ReportOddities withDroppedColumns(int number) {
        return new ReportOddities(nasty, number, gzipMembers, decoys);
    }

    public ReportOddities withGzipMembers(int number) {
        return new ReportOddities(nasty, droppedColumns, number, decoys);
    }

    public ReportOddities withDecoys() {
        return new ReportOddities(nasty, droppedColumns, gzipMembers, true);
    }
}
