package dev.lamplighter.cost.parquet.csv;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.parquet.schema.BadValueException;
import java.util.Comparator;

/**
 * Holds the reason why a row of a block is refused.
 *
 * @param row in the block, from 0
 * @param field in the row, from 0, or {@link #WHOLE_ROW}
 */
public record RowFailure(int row, int field, CostProblemCode code, String what, String why, String fix)
        implements Comparable<RowFailure> {
    static final int WHOLE_ROW = -1;

    private static final Comparator<RowFailure> ORDER =
            Comparator.comparingInt(RowFailure::row).thenComparingInt(RowFailure::field);

    static RowFailure ragged(int row, String fields, int expected) {
        return new RowFailure(
                row,
                WHOLE_ROW,
                CostProblemCode.RAGGED_ROW,
                fields,
                "each row must have the " + expected + " of the header",
                "compare the row with AWS's own file, which another program may have rewritten; nothing is guessed into"
                        + " columns");
    }

    static RowFailure malformed(int row, int field, String what) {
        return new RowFailure(
                row,
                field,
                CostProblemCode.NOT_CSV,
                what,
                "not CSV as RFC 4180 defines it",
                "compare the row with AWS's own file, which another program may have rewritten");
    }

    static RowFailure tooLong(int row, int bytes) {
        return new RowFailure(
                row,
                WHOLE_ROW,
                CostProblemCode.ROW_TOO_LONG,
                "a row of more than " + bytes + " bytes",
                "a row of a report has some thousand; a quote may be missing",
                "copy the file again from where AWS delivered it");
    }

    public static RowFailure badValue(int row, int field, String column, BadValueException e) {
        return new RowFailure(
                row,
                field,
                e.code(),
                column + " is " + e.what(),
                e.why(),
                e.fix() + "; nothing of this version was published");
    }

    public static RowFailure lineBreak(int row, int field) {
        return new RowFailure(
                row,
                field,
                CostProblemCode.LINE_BREAK,
                "a line break in a field",
                "a table over text has a row in each line",
                "set cost.text.line-breaks=space (costs convert: --line-breaks space), or use Parquet, which has them");
    }

    /**
     * The problem at {@code file:line:field}, counted from 1.
     *
     * @param line on which the row begins
     */
    ProblemException at(String file, long line) {
        String place = file + ":" + line + (field == WHOLE_ROW ? "" : ":" + (field + 1));
        return new ProblemException(new Problem(code, place, what, why, fix));
    }

    @Override
    public int compareTo(RowFailure other) {
        return ORDER.compare(this, other);
    }
}
