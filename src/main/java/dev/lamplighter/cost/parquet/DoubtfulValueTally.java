package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.encode.ColumnBuffer;
import dev.lamplighter.cost.parquet.encode.ColumnGroupBuffer;
import dev.lamplighter.cost.parquet.encode.RowGroupBuffer;
import dev.lamplighter.cost.parquet.encode.Runs;
import dev.lamplighter.cost.parquet.schema.BadValueException;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import java.util.List;
import org.slf4j.Logger;

/**
 * Counts the rows with values that somebody should check, while row groups are written: those in which the headers of a
 * merged column have different values, and texts such as NULL.
 */
final class DoubtfulValueTally {
    private final List<PublishedColumn> columns;
    private final long[] disagreeing;
    private final long[] nulls;

    DoubtfulValueTally(List<PublishedColumn> columns) {
        this.columns = columns;
        disagreeing = new long[columns.size()];
        nulls = new long[columns.size()];
    }

    void add(RowGroupBuffer group) {
        int column = 0;
        for (ColumnGroupBuffer part : group.groups()) {
            for (int i = 0; i < part.columns().size(); i++, column++) {
                disagreeing[column] += part.disagreeing(i);
                if (columns.get(column).type() == ColumnType.STRING) {
                    nulls[column] += nulls(part.columns().get(i));
                }
            }
        }
    }

    void add(DoubtfulValueTally others) {
        for (int column = 0; column < nulls.length; column++) {
            disagreeing[column] += others.disagreeing[column];
            nulls[column] += others.nulls[column];
        }
    }

    /** Logs a line for each column that has any. */
    void tell(Logger log, String reportName) {
        for (int i = 0; i < nulls.length; i++) {
            PublishedColumn column = columns.get(i);
            if (disagreeing[i] > 0) {
                log.warn(
                        "headers of one column have different values, the first is kept report={} column={} headers={} rows={}",
                        reportName,
                        column.name(),
                        column.headers(),
                        disagreeing[i]);
            }
            if (nulls[i] > 0) {
                log.warn(
                        "looks like NULL written as text, kept as it is report={} column={} rows={}",
                        reportName,
                        column.name(),
                        nulls[i]);
            }
        }
    }

    private static long nulls(ColumnBuffer column) {
        boolean[] isNull = new boolean[column.distinct()];
        boolean any = false;
        for (int value = 0; value < isNull.length; value++) {
            isNull[value] = BadValueException.isWrittenNull(column.bytes(), column.start(value), column.length(value));
            any |= isNull[value];
        }
        long rows = 0;
        Runs.Cursor runs = column.runs();
        while (any && runs.next()) {
            rows += isNull[runs.value()] ? runs.rows() : 0;
        }
        return rows;
    }
}
