package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.ConversionSummary.Subtotal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Exact sums over all rows, taken from each row group as it is written: no second pass over the data. A double counts as
 * the {@linkplain DoubleForm#decimal shortest decimal} that names it.
 */
final class ControlTotals {
    private static final BigDecimal NOTHING = new BigDecimal(BigInteger.ZERO, DecimalForm.SCALE);
    private static final Set<CostColumn> GROUPS = EnumSet.complementOf(EnumSet.of(CostColumn.COST));

    private final List<TableColumn> columns;
    private final List<String> names;
    private final BigDecimal[] sums;
    private final int costColumn;
    private final Map<CostColumn, Map<String, Subtotal>> byGroup = new EnumMap<>(CostColumn.class);
    private long rows;

    ControlTotals(ReportSchema schema) {
        columns = schema.columns();
        sums = new BigDecimal[columns.size()];
        Arrays.fill(sums, NOTHING);
        names = columns.stream().map(TableColumn::name).toList();
        int cost = CostColumn.COST.indexIn(names);
        costColumn = cost >= 0 && isNumber(columns.get(cost).type()) ? cost : -1;
    }

    void add(RowGroup group) {
        rows += group.rows();
        for (int i = 0; i < sums.length; i++) {
            if (isNumber(columns.get(i).type())) {
                sums[i] = sums[i].add(sum(columns.get(i).type(), group.column(i)));
            }
        }
        if (costColumn >= 0) {
            addCosts(group, costValues(group));
        }
    }

    private void addCosts(RowGroup group, BigDecimal[] costValues) {
        for (CostColumn by : GROUPS) {
            int column = by.indexIn(names);
            if (column >= 0 && columns.get(column).type() == ColumnType.STRING) {
                addTo(by(by), group.column(column), group.column(costColumn), costValues);
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
            if (isNumber(columns.get(i).type())) {
                totals.put(columns.get(i).name(), sums[i]);
            }
        }
        return totals;
    }

    /** Rows and cost by the values of a column; empty when the report lacks it or the cost. */
    Map<String, Subtotal> by(CostColumn column) {
        return byGroup.computeIfAbsent(column, none -> new TreeMap<>());
    }

    private static boolean isNumber(ColumnType type) {
        return type == ColumnType.DECIMAL || type == ColumnType.DOUBLE;
    }

    private static BigDecimal sum(ColumnType type, ColumnBuffer column) {
        long[] counts = new long[column.dictionary().size()];
        for (int run = 0; run < column.runs(); run++) {
            counts[column.value(run)] += column.length(run);
        }
        BigDecimal sum = NOTHING;
        for (int value = 0; value < counts.length; value++) {
            sum = sum.add(number(type, column, value).multiply(BigDecimal.valueOf(counts[value])));
        }
        return sum;
    }

    private BigDecimal[] costValues(RowGroup group) {
        ColumnBuffer costs = group.column(costColumn);
        BigDecimal[] values = new BigDecimal[costs.dictionary().size()];
        for (int value = 0; value < values.length; value++) {
            values[value] = number(columns.get(costColumn).type(), costs, value);
        }
        return values;
    }

    /** Walks the runs of both columns side by side. */
    private static void addTo(
            Map<String, Subtotal> subtotals, ColumnBuffer groups, ColumnBuffer costs, BigDecimal[] costValues) {
        int groupCount = groups.dictionary().size();
        long[] counts = new long[groupCount];
        BigDecimal[] costSums = new BigDecimal[groupCount];
        Arrays.fill(costSums, NOTHING);
        int cost = 0;
        int costLeft = costs.runs() == 0 ? 0 : costs.length(0);
        for (int run = 0; run < groups.runs(); run++) {
            int left = groups.length(run);
            int value = groups.value(run);
            counts[value] += left;
            while (left > 0) {
                int shared = Math.min(left, costLeft);
                BigDecimal each = costValues[costs.value(cost)];
                costSums[value] = costSums[value].add(each.multiply(BigDecimal.valueOf(shared)));
                left -= shared;
                costLeft -= shared;
                if (costLeft == 0 && cost + 1 < costs.runs()) {
                    cost++;
                    costLeft = costs.length(cost);
                }
            }
        }
        for (int value = 0; value < groupCount; value++) {
            Subtotal more = new Subtotal(counts[value], costSums[value]);
            subtotals.merge(text(groups.dictionary(), value), more, ControlTotals::plus);
        }
    }

    private static Subtotal plus(Subtotal one, Subtotal other) {
        return new Subtotal(one.rows() + other.rows(), one.unblendedCost().add(other.unblendedCost()));
    }

    private static BigDecimal number(ColumnType type, ColumnBuffer column, int value) {
        byte[] bytes = column.dictionary().bytes();
        int start = column.dictionary().start(value);
        return type == ColumnType.DOUBLE
                ? DoubleForm.decimal(DoubleForm.value(bytes, start))
                : new BigDecimal(DecimalForm.unscaled(bytes, start), DecimalForm.SCALE);
    }

    private static String text(ValueDictionary dictionary, int value) {
        return new String(
                dictionary.bytes(), dictionary.start(value), dictionary.length(value), StandardCharsets.UTF_8);
    }
}
