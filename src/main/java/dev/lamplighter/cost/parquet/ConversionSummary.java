package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.schema.InvoicedShare;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import dev.lamplighter.cost.parquet.schema.TableColumn;
import dev.lamplighter.cost.report.BillingPeriod;
import dev.lamplighter.cost.report.StoredObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a conversion: what it read and wrote, with the control totals of the version.
 *
 * @param rows rows read, which equals rows written
 * @param totals exact sum of every number column, in column order, by column name
 * @param costByLineItemType rows and exact {@code line_item_unblended_cost} by {@code line_item_line_item_type}
 * @param costByProductCode the same by {@code line_item_product_code}
 * @param costByCurrency the same by {@code line_item_currency_code}
 * @param invoicedShare invoiced rows of the delivered files; null when the report has no invoice column
 * @param files report files read
 * @param inputs the report files as they were pinned, in order
 * @param outputs keys of the Parquet objects, in the order of the rows; at least one for each report file
 */
public record ConversionSummary(
        String reportName,
        BillingPeriod billingPeriod,
        String assemblyId,
        long rows,
        int files,
        Map<String, BigDecimal> totals,
        Map<String, Subtotal> costByLineItemType,
        Map<String, Subtotal> costByProductCode,
        Map<String, Subtotal> costByCurrency,
        @Nullable InvoicedShare invoicedShare,
        List<TableColumn> columns,
        List<StoredObject> inputs,
        List<String> outputs,
        Duration elapsed) {
    public ConversionSummary {
        totals = Collections.unmodifiableMap(new LinkedHashMap<>(totals));
        costByLineItemType = Collections.unmodifiableMap(new LinkedHashMap<>(costByLineItemType));
        costByProductCode = Collections.unmodifiableMap(new LinkedHashMap<>(costByProductCode));
        costByCurrency = Collections.unmodifiableMap(new LinkedHashMap<>(costByCurrency));
        columns = List.copyOf(columns);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
