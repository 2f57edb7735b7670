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
    static final String LINE_ITEM_TYPE = "line_item_line_item_type";
    static final String PRODUCT_CODE = "line_item_product_code";
    static final String CURRENCY_CODE = "line_item_currency_code";
    private static final List<String> GROUPS = List.of(LINE_ITEM_TYPE, PRODUCT_CODE, CURRENCY_CODE);
    private static final String UNBLENDED_COST = "line_item_unblended_cost";

    private final List<TableColumn> columns;
    private final BigInteger[] sums;
    private final int costColumn;
    private final Map<String, Map<String, Subtotal>> byGroup = new TreeMap<>();
    private long rows;

    ControlTotals(ReportSchema schema) {
        columns = schema.columns();
        sums = new BigInteger[columns.size()];
        Arrays.fill(sums, BigInteger.ZERO);
        costColumn = indexOf(UNBLENDED_COST, ColumnType.DECIMAL);
    }

    void add(RowGroup group) {
        rows += group.rows();
        for (int i = 0; i < sums.length; i++) {
            if (columns.get(i).type() == ColumnType.DECIMAL) {
                sums[i] = sums[i].add(sum(group.column(i)));
            }
        }
        for (String name : GROUPS) {
            int column = indexOf(name, ColumnType.STRING);
            if (column >= 0 && costColumn >= 0) {
                addTo(by(name), group.column(column), group.column(costColumn));
            }
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

    /** Rows and cost by the values of one of the columns above; empty when the report lacks it or the cost. */
    Map<String, Subtotal> by(String column) {
        return byGroup.computeIfAbsent(column, none -> new TreeMap<>());
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
    private static void addTo(Map<String, Subtotal> subtotals, ColumnBuffer groups, ColumnBuffer costs) {
        int groupCount = groups.dictionary().size();
        long[] counts = new long[groupCount];
        BigInteger[] costSums = new BigInteger[groupCount];
        Arrays.fill(costSums, BigInteger.ZERO);
        int cost = 0;
        int costLeft = costs.runs() == 0 ? 0 : costs.length(0);
        for (int run = 0; run < groups.runs(); run++) {
            int left = groups.length(run);
            int value = groups.value(run);
            counts[value] += left;
            while (left > 0) {
                int shared = Math.min(left, costLeft);
                BigInteger each = unscaled(costs, costs.value(cost));
                costSums[value] = costSums[value].add(each.multiply(BigInteger.valueOf(shared)));
                left -= shared;
                costLeft -= shared;
                if (costLeft == 0 && cost + 1 < costs.runs()) {
                    cost++;
                    costLeft = costs.length(cost);
                }
            }
        }
        for (int value = 0; value < groupCount; value++) {
            Subtotal more = new Subtotal(counts[value], new BigDecimal(costSums[value], DecimalForm.SCALE));
            subtotals.merge(text(groups.dictionary(), value), more, ControlTotals::plus);
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
