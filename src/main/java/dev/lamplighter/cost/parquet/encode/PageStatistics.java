package dev.lamplighter.cost.parquet.encode;

import dev.lamplighter.cost.parquet.schema.DoubleEncoder;
import dev.lamplighter.cost.parquet.schema.InstantEncoder;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Finds the smallest and the largest value of a page, in the format's order for the column's type: text by unsigned bytes,
 * numbers and instants as signed numbers. Each distinct value is compared once per page.
 */
final class PageStatistics {
    private static final int NONE = -1;

    private final PrimitiveType type;
    private final ColumnBuffer column;
    /** The page in which each value was last seen. */
    private final int[] seenIn;

    private int page;
    private int smallest;
    private int largest;
    private long nulls;

    PageStatistics(PrimitiveType type, ColumnBuffer column) {
        this.type = type;
        this.column = column;
        seenIn = new int[column.distinct()];
        beginPage();
    }

    void beginPage() {
        page++;
        smallest = NONE;
        largest = NONE;
        nulls = 0;
    }

    void add(int value, int rows) {
        if (value == ColumnBuffer.NULL) {
            nulls += rows;
        } else if (seenIn[value] != page) {
            seenIn[value] = page;
            smallest = smallest == NONE || column.compare(value, smallest) < 0 ? value : smallest;
            largest = largest == NONE || column.compare(value, largest) > 0 ? value : largest;
        }
    }

    Statistics<?> statistics() {
        Statistics<?> statistics = Statistics.createStats(type);
        if (smallest != NONE) {
            update(statistics, smallest);
            update(statistics, largest);
        }
        statistics.incrementNumNulls(nulls);
        return statistics;
    }

    /** Adds a value; statistics copy what they keep, because the dictionary's array is reused. */
    private void update(Statistics<?> statistics, int value) {
        int start = column.start(value);
        switch (column.type()) {
            case STRING, DECIMAL ->
                statistics.updateStats(Binary.fromReusedByteArray(column.bytes(), start, column.length(value)));
            case DOUBLE -> statistics.updateStats(DoubleEncoder.value(column.bytes(), start));
            case TIMESTAMP -> statistics.updateStats(InstantEncoder.millis(column.bytes(), start));
            case DELIVERED -> throw new IllegalArgumentException("delivered columns are never written");
        }
    }
}
