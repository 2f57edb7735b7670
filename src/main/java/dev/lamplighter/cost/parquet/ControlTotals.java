package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.encode.ColumnBuffer;
import dev.lamplighter.cost.parquet.encode.ColumnPairRuns;
import dev.lamplighter.cost.parquet.encode.RowGroupBuffer;
import dev.lamplighter.cost.parquet.encode.Runs;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.CostColumn;
import dev.lamplighter.cost.parquet.schema.DecimalEncoder;
import dev.lamplighter.cost.parquet.schema.DoubleEncoder;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;

/**
 * Computes exact sums over all rows from each row group as it is written, without a second pass over the data. A double
 * counts as the {@linkplain DoubleEncoder#decimal shortest decimal} that names it.
 */
final class ControlTotals {
    private static final BigDecimal ZERO = new BigDecimal(BigInteger.ZERO, DecimalEncoder.SCALE);

    private final List<PublishedColumn> columns;
    private final List<String> names;
    private final BigDecimal[] sums;
    private final int costColumn;
    private final Map<CostColumn, Map<String, Subtotal>> byGroup = new EnumMap<>(CostColumn.class);
    private final InvoicedRowCounter invoices;
    private final DoubtfulValueTally doubtful;
    private long rows;

    ControlTotals(ReportTableSchema schema) {
        columns = schema.columns();
        names = columns.stream().map(PublishedColumn::name).toList();
        invoices = new InvoicedRowCounter(columns);
        doubtful = new DoubtfulValueTally(columns);
        sums = new BigDecimal[columns.size()];
        Arrays.fill(sums, ZERO);
        int cost = CostColumn.COST.indexIn(names);
        costColumn = cost >= 0 && columns.get(cost).type().isNumber() ? cost : -1;
    }

    void add(RowGroupBuffer group) {
        rows += group.rows();
        for (int i = 0; i < sums.length; i++) {
            if (columns.get(i).type().isNumber()) {
                sums[i] = sums[i].add(sum(group.column(i)));
            }
        }
        invoices.add(group);
        doubtful.add(group);
        for (CostColumn by : CostColumn.GROUPS) {
            int column = by.indexIn(names);
            if (costColumn >= 0 && column >= 0 && columns.get(column).type() == ColumnType.STRING) {
                addTo(by(by), group.column(column), group.column(costColumn));
            }
        }
    }

    /** Adds the totals of other rows of the same report. */
    void add(ControlTotals others) {
        rows += others.rows;
        invoices.add(others.invoices);
        doubtful.add(others.doubtful);
        for (int i = 0; i < sums.length; i++) {
            sums[i] = sums[i].add(others.sums[i]);
        }
        others.byGroup.forEach(
                (by, subtotals) -> subtotals.forEach((value, more) -> by(by).merge(value, more, Subtotal::plus)));
    }

    long rows() {
        return rows;
    }

    ReportTotals result() {
        return ReportTotals.of(rows, totals(), this::by, invoices.counted());
    }

    /** Logs how many rows have values that somebody should check. */
    void tellDoubtful(Logger log, String reportName) {
        doubtful.tell(log, reportName);
    }

    /** The totals by column name, in column order. */
    private Map<String, BigDecimal> totals() {
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        for (int i = 0; i < sums.length; i++) {
            if (columns.get(i).type().isNumber()) {
                totals.put(columns.get(i).name(), sums[i]);
            }
        }
        return totals;
    }

    /** Rows and cost by the values of a column; empty when the report lacks it or the cost. */
    private Map<String, Subtotal> by(CostColumn column) {
        return byGroup.computeIfAbsent(column, none -> new TreeMap<>());
    }

    private static BigDecimal sum(ColumnBuffer column) {
        ColumnSums sum = ColumnSums.of(column, 1);
        Runs.Cursor runs = column.runs();
        while (runs.next()) {
            sum.add(0, runs.value(), runs.rows());
        }
        return sum.sum(0);
    }

    private static void addTo(Map<String, Subtotal> subtotals, ColumnBuffer groups, ColumnBuffer costs) {
        ColumnSums costSums = ColumnSums.of(costs, groups.distinct());
        long[] counts = new long[groups.distinct()];
        ColumnPairRuns runs = new ColumnPairRuns(groups, costs);
        while (runs.next()) {
            counts[runs.first()] += runs.rows();
            costSums.add(runs.first(), runs.second(), runs.rows());
        }
        for (int value = 0; value < counts.length; value++) {
            Subtotal more = new Subtotal(counts[value], costSums.sum(value));
            subtotals.merge(text(groups, value), more, Subtotal::plus);
        }
    }

    private static String text(ColumnBuffer column, int value) {
        return new String(column.bytes(), column.start(value), column.length(value), StandardCharsets.UTF_8);
    }
}
