package dev.lamplighter.cost.parquet.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Names the columns with the cost, what it is for, and the bill, by their names in reports and exports. */
public enum CostColumn {
    COST("line_item_unblended_cost", "billedcost"),
    LINE_ITEM_TYPE("line_item_line_item_type", "chargecategory"),
    PRODUCT_CODE("line_item_product_code", "x_servicecode", "servicename"),
    CURRENCY_CODE("line_item_currency_code", "billingcurrency"),
    BILL_TYPE("bill_bill_type"),
    INVOICE_ID("bill_invoice_id", "invoiceid");

    /** The columns by which costs are grouped. */
    public static final List<CostColumn> GROUPS = List.of(LINE_ITEM_TYPE, PRODUCT_CODE, CURRENCY_CODE);

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> names;

    CostColumn(String... names) {
        this.names = List.of(names);
    }

    /** Its index among a table's columns; -1 when it is missing. */
    public int indexIn(List<String> columns) {
        return names.stream()
                .map(columns::indexOf)
                .filter(i -> i >= 0)
                .findFirst()
                .orElse(-1);
    }

    /** Its total; zero for a report without it. */
    public BigDecimal totalIn(Map<String, BigDecimal> totals) {
        return names.stream()
                .map(totals::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }
}
