package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.schema.CostColumn;
import dev.lamplighter.cost.parquet.schema.InvoicedShare;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds the control totals of a version: exact sums over all its rows.
 *
 * @param rows rows read, which equals rows written
 * @param sums exact sum of every number column, in column order, by column name
 * @param costByLineItemType rows and exact {@code line_item_unblended_cost} by {@code line_item_line_item_type}
 * @param costByProductCode the same by {@code line_item_product_code}
 * @param costByCurrency the same by {@code line_item_currency_code}
 * @param invoicedShare invoiced rows of the delivered files; null when the report has no invoice column
 */
public record ReportTotals(
        long rows,
        Map<String, BigDecimal> sums,
        Map<String, Subtotal> costByLineItemType,
        Map<String, Subtotal> costByProductCode,
        Map<String, Subtotal> costByCurrency,
        @Nullable InvoicedShare invoicedShare) {
    public ReportTotals {
        sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
        costByLineItemType = Collections.unmodifiableMap(new LinkedHashMap<>(costByLineItemType));
        costByProductCode = Collections.unmodifiableMap(new LinkedHashMap<>(costByProductCode));
        costByCurrency = Collections.unmodifiableMap(new LinkedHashMap<>(costByCurrency));
    }

    /** @param costBy rows and cost by the values of a column */
    static ReportTotals of(
            long rows,
            Map<String, BigDecimal> sums,
            Function<CostColumn, Map<String, Subtotal>> costBy,
            @Nullable InvoicedShare invoicedShare) {
        return new ReportTotals(
                rows,
                sums,
                costBy.apply(CostColumn.LINE_ITEM_TYPE),
                costBy.apply(CostColumn.PRODUCT_CODE),
                costBy.apply(CostColumn.CURRENCY_CODE),
                invoicedShare);
    }
}
