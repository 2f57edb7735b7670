package dev.lamplighter.cost.parquet.encode;

/** Walks two columns of a row group together: runs of rows in which neither of them changes. */
public final class ColumnPairRuns {
    private final Runs.Cursor first;
    private final Runs.Cursor second;
    private int firstLeft;
    private int secondLeft;
    private int rows;

    public ColumnPairRuns(ColumnBuffer first, ColumnBuffer second) {
        this.first = first.runs();
        this.second = second.runs();
    }

    /** Goes to the next rows; false after the last. */
    public boolean next() {
        firstLeft -= rows;
        secondLeft -= rows;
        rows = 0;
        if (firstLeft == 0 && first.next()) {
            firstLeft = first.rows();
        }
        if (secondLeft == 0 && second.next()) {
            secondLeft = second.rows();
        }
        rows = Math.min(firstLeft, secondLeft);
        return rows > 0;
    }

    /** The value of the first column. */
    public int first() {
        return first.value();
    }

    /** The value of the second column. */
    public int second() {
        return second.value();
    }

    public int rows() {
        return rows;
    }
}
