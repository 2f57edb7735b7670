package dev.lamplighter.cost.parquet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks the values of rows of CSV as their columns' types demand, and adds the numbers up exactly. */
final class TextTotals {
    private final List<TableColumn> columns;
    private final ValueForm[] forms;
    private final BigDecimal[] sums;

    TextTotals(List<TableColumn> columns) {
        this.columns = columns;
        forms = columns.stream().map(column -> ValueForm.of(column.type())).toArray(ValueForm[]::new);
        sums = new BigDecimal[forms.length];
        Arrays.fill(sums, new BigDecimal(BigInteger.ZERO, DecimalForm.SCALE));
    }

    /** @throws ProblemException COST-016 to COST-018 naming file, line and field */
    void add(CsvReader row, int[] fields) {
        for (int i = 0; i < forms.length; i++) {
            int field = fields[i];
            if (row.length(field) > 0) {
                try {
                    forms[i].take(row.bytes(), row.start(field), row.length(field));
                } catch (BadValueException e) {
                    throw new ProblemException(
                            new Problem(
                                    e.code(),
                                    row.place(field),
                                    columns.get(i).name() + " is " + e.what(),
                                    e.why(),
                                    "wait for the next delivery; nothing of this version was written"),
                            e);
                }
                add(i);
            }
        }
    }

    Map<String, BigDecimal> totals() {
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        for (int i = 0; i < forms.length; i++) {
            if (isNumber(columns.get(i).type())) {
                totals.put(columns.get(i).name(), sums[i]);
            }
        }
        return totals;
    }

    private void add(int column) {
        switch (columns.get(column).type()) {
            case DECIMAL ->
                sums[column] = sums[column].add(
                        new BigDecimal(DecimalForm.unscaled(forms[column].bytes(), 0), DecimalForm.SCALE));
            case DOUBLE ->
                sums[column] = sums[column].add(DoubleForm.decimal(DoubleForm.value(forms[column].bytes(), 0)));
            default -> {
                // only numbers are added up
            }
        }
    }

    private static boolean isNumber(ColumnType type) {
        return type == ColumnType.DECIMAL || type == ColumnType.DOUBLE;
    }
}
