package dev.lamplighter.sandbox.cur;

import dev.lamplighter.sandbox.cur.ControlTotals.DataTransfer;
import dev.lamplighter.sandbox.cur.ControlTotals.Share;
import dev.lamplighter.sandbox.cur.ControlTotals.Subtotal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up what line items have written. */
final class ControlTotalsCollector {
    private final Columns columns;
    private final List<BigDecimal> sums;
    private final Map<String, Subtotal> byLineItemType = new HashMap<>();
    private final Map<String, Subtotal> byProductCode = new HashMap<>();
    private final Map<String, Subtotal> byAccount = new HashMap<>();
    private final Map<String, Subtotal> bySegment = new HashMap<>();
    private final Map<String, DataTransfer> dataTransferByProduct = new HashMap<>();
    private final Map<String, Map<String, Share>> byProductAndSegment = new HashMap<>();
    private long rows;

    ControlTotalsCollector(Columns columns) {
        this.columns = columns;
        sums = new ArrayList<>(columns.present().stream()
                .map(column -> FixedPointDecimals.NOTHING)
                .toList());
    }

    /** Books the sum of one column over some lines. */
    void bookAmount(int position, BigDecimal sum) {
        sums.set(position, sums.get(position).add(sum));
    }

    /** Books some lines of one line item and their cost. */
    void bookCost(LineFacts facts, long lines, BigDecimal cost) {
        rows += lines;
        Subtotal subtotal = new Subtotal(lines, cost);
        byLineItemType.merge(facts.lineItemType(), subtotal, Subtotal::plus);
        byProductCode.merge(facts.productCode(), subtotal, Subtotal::plus);
        byAccount.merge(facts.account(), subtotal, Subtotal::plus);
        bySegment.merge(facts.segment(), subtotal, Subtotal::plus);
        DataTransfer transfer = dataTransfer(facts, cost);
        dataTransferByProduct.merge(facts.productCode(), transfer, DataTransfer::plus);
        boolean reserved = ControlTotals.RESERVED_TYPES.contains(facts.lineItemType());
        byProductAndSegment
                .computeIfAbsent(facts.productCode(), product -> new HashMap<>())
                .merge(facts.segment(), new Share(cost, transfer.dataTransfer(), costIf(reserved, cost)), Share::plus);
    }

    ControlTotals totals() {
        Map<String, BigDecimal> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < sums.size(); i++) {
            CurColumn column = columns.present().get(i);
            if (column.isDecimal()) {
                byColumn.put(column.tableName(), sums.get(i));
            }
        }
        return new ControlTotals(
                rows,
                byColumn,
                byLineItemType,
                byProductCode,
                byAccount,
                bySegment,
                dataTransferByProduct,
                byProductAndSegment);
    }

    private static DataTransfer dataTransfer(LineFacts facts, BigDecimal cost) {
        String usageType = facts.productUsageType();
        return new DataTransfer(
                cost,
                costIf(usageType.contains("DataTransfer"), cost),
                costIf(usageType.contains("DataTransfer-In"), cost),
                costIf(usageType.contains("DataTransfer-Out"), cost),
                costIf(facts.productFamily().equals("Data Transfer"), cost),
                costIf(facts.transferType().startsWith("InterRegion"), cost),
                costIf(facts.transferType().equals("IntraRegion"), cost));
    }

    private static BigDecimal costIf(boolean counts, BigDecimal cost) {
        return counts ? cost : FixedPointDecimals.NOTHING;
    }
}
