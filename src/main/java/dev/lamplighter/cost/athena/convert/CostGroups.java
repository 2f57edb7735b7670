package dev.lamplighter.cost.athena.convert;

import static dev.lamplighter.cost.parquet.schema.CostColumn.BILL_TYPE;
import static dev.lamplighter.cost.parquet.schema.CostColumn.COST;
import static dev.lamplighter.cost.parquet.schema.CostColumn.INVOICE_ID;

import dev.lamplighter.cost.athena.HiveName;
import dev.lamplighter.cost.parquet.ReportTotals;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.CostColumn;
import dev.lamplighter.cost.parquet.schema.DecimalEncoder;
import dev.lamplighter.cost.parquet.schema.InvoicedShare;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the Parquet for rows and cost by line item type, product and currency, and for what is on invoices. */
final class CostGroups {
    private final List<PublishedColumn> columns;
    private final List<String> names;

    CostGroups(ReportTableSchema schema) {
        columns = schema.columns();
        names = columns.stream().map(PublishedColumn::name).toList();
    }

    /** Whether costs are doubles, whose sums Athena rounds. */
    boolean areDoubles() {
        int cost = COST.indexIn(names);
        return cost >= 0 && columns.get(cost).type() == ColumnType.DOUBLE;
    }

    String question(String table) {
        String by = CostColumn.GROUPS.stream().map(this::text).collect(Collectors.joining(", "));
        String cost = isCounted() ? "SUM(" + HiveName.identifier(names.get(COST.indexIn(names))) + ")" : "0";
        return "SELECT " + by + ", " + text(BILL_TYPE) + ", " + text(INVOICE_ID) + " <> '', COUNT(*), " + cost
                + "\nFROM " + HiveName.identifier(table) + "\nGROUP BY 1, 2, 3, 4, 5";
    }

    private boolean isCounted() {
        int cost = COST.indexIn(names);
        return cost >= 0 && columns.get(cost).type() == ColumnType.DECIMAL;
    }

    private boolean isText(CostColumn column) {
        int index = column.indexIn(names);
        return index >= 0 && columns.get(index).type() == ColumnType.STRING;
    }

    private String text(CostColumn column) {
        return isText(column) ? HiveName.identifier(names.get(column.indexIn(names))) : "''";
    }

    ReportTotals totals(Map<String, BigDecimal> sums, List<List<@Nullable String>> answer) {
        Map<CostColumn, Map<String, Subtotal>> byGroup = new EnumMap<>(CostColumn.class);
        InvoicedShare invoiced = InvoicedShare.NONE;
        long rows = 0;
        for (List<@Nullable String> row : answer) {
            long count = Long.parseLong(String.valueOf(row.get(5)));
            Subtotal more =
                    new Subtotal(count, new BigDecimal(String.valueOf(row.get(6))).setScale(DecimalEncoder.SCALE));
            rows += count;
            for (int i = 0; i < CostColumn.GROUPS.size(); i++) {
                CostColumn by = CostColumn.GROUPS.get(i);
                if (isCounted() && isText(by)) {
                    byGroup.computeIfAbsent(by, none -> new TreeMap<>())
                            .merge(String.valueOf(row.get(i)), more, Subtotal::plus);
                }
            }
            if (!isText(BILL_TYPE) || InvoicedShare.ANNIVERSARY.equals(row.get(3))) {
                invoiced = invoiced.plus(new InvoicedShare(count, "true".equals(row.get(4)) ? count : 0));
            }
        }
        return new ReportTotals(
                rows,
                sums,
                byGroup.getOrDefault(CostColumn.LINE_ITEM_TYPE, Map.of()),
                byGroup.getOrDefault(CostColumn.PRODUCT_CODE, Map.of()),
                byGroup.getOrDefault(CostColumn.CURRENCY_CODE, Map.of()),
                isText(INVOICE_ID) ? invoiced : null);
    }
}
