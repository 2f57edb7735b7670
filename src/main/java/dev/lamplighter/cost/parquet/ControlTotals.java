package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.ConversionSummary.Subtotal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Exact sums over all rows, taken from each row group as it is written: no second pass over the data. */
final class ControlTotals {
    private static final String LINE_ITEM_TYPE = "line_item_line_item_type";
    private static final String UNBLENDED_COST = "line_item_unblended_cost";

    private final List<TableColumn> columns;
    private final BigInteger[] sums;
    private final int typeColumn;
    private final int costColumn;
    private final Map<String, Subtotal> byLineItemType = new TreeMap<>();
    private long rows;

    ControlTotals(ReportSchema schema) {
        columns = schema.columns();
        sums = new BigInteger[columns.size()];
        Arrays.fill(sums, BigInteger.ZERO);
        typeColumn = indexOf(LINE_ITEM_TYPE, ColumnType.STRING);
        costColumn = indexOf(UNBLENDED_COST, ColumnType.DECIMAL);
    }

    void add(RowGroup group) {
        rows += group.rows();
        for (int i = 0; i < sums.length; i++) {
            if (columns.get(i).type() == ColumnType.DECIMAL) {
                sums[i] = sums[i].add(sum(group.column(i)));
            }
        }
        if (typeColumn >= 0 && costColumn >= 0) {
            addByLineItemType(group.column(typeColumn), group.column(costColumn));
        }
    }

    long rows() {
        return rows;
    }

    /** By column name, in column order. */
    Map<String, BigDecimal> totals() {
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        for (int i = 0; i < sums.length; i++) {
            if (columns.get(i).type() == ColumnType.DECIMAL) {
                totals.put(columns.get(i).name(), new BigDecimal(sums[i], DecimalForm.SCALE));
            }
        }
        return totals;
    }

    /** Empty when the report lacks one of the two columns. */
    Map<String, Subtotal> byLineItemType() {
        return byLineItemType;
    }

    private static BigInteger sum(ColumnBuffer column) {
        long[] counts = new long[column.dictionary().size()];
        for (int run = 0; run < column.runs(); run++) {
            counts[column.value(run)] += column.length(run);
        }
        BigInteger sum = BigInteger.ZERO;
        for (int value = 0; value < counts.length; value++) {
            sum = sum.add(unscaled(column, value).multiply(BigInteger.valueOf(counts[value])));
        }
        return sum;
    }

    /** Walks the runs of both columns side by side. */
    private void addByLineItemType(ColumnBuffer types, ColumnBuffer costs) {
        int typeCount = types.dictionary().size();
        long[] counts = new long[typeCount];
        BigInteger[] costSums = new BigInteger[typeCount];
        Arrays.fill(costSums, BigInteger.ZERO);
        int cost = 0;
        int costLeft = costs.runs() == 0 ? 0 : costs.length(0);
        for (int run = 0; run < types.runs(); run++) {
            int left = types.length(run);
            int type = types.value(run);
            counts[type] += left;
            while (left > 0) {
                int shared = Math.min(left, costLeft);
                BigInteger value = unscaled(costs, costs.value(cost));
                costSums[type] = costSums[type].add(value.multiply(BigInteger.valueOf(shared)));
                left -= shared;
                costLeft -= shared;
                if (costLeft == 0 && cost + 1 < costs.runs()) {
                    cost++;
                    costLeft = costs.length(cost);
                }
            }
        }
        for (int type = 0; type < typeCount; type++) {
            Subtotal more = new Subtotal(counts[type], new BigDecimal(costSums[type], DecimalForm.SCALE));
            byLineItemType.merge(text(types.dictionary(), type), more, ControlTotals::plus);
        }
    }

    private static Subtotal plus(Subtotal one, Subtotal other) {
        return new Subtotal(one.rows() + other.rows(), one.unblendedCost().add(other.unblendedCost()));
    }

    private static BigInteger unscaled(ColumnBuffer column, int value) {
        return DecimalForm.unscaled(
                column.dictionary().bytes(), column.dictionary().start(value));
    }

    private static String text(ValueDictionary dictionary, int value) {
        return new String(
                dictionary.bytes(), dictionary.start(value), dictionary.length(value), StandardCharsets.UTF_8);
    }

    private int indexOf(String name, ColumnType type) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name) && columns.get(i).type() == type) {
                return i;
            }
        }
        return -1;
    }
}
