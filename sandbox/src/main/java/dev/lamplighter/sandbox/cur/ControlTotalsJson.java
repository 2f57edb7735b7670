package dev.lamplighter.sandbox.cur;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.sandbox.cur.ControlTotals.DataTransfer;
import dev.lamplighter.sandbox.cur.ControlTotals.Share;
import dev.lamplighter.sandbox.cur.ControlTotals.Subtotal;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;

/** Writes and reads {@link ControlTotals} as JSON. */
final class ControlTotalsJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ControlTotalsJson() {}

    static String of(ControlTotals totals) {
        ObjectNode json = NODES.objectNode();
        json.put("rows", totals.rows());
        json.put("unblended_cost", plain(totals.unblendedCost()));
        json.put("usage_amount", plain(totals.sum("line_item_usage_amount")));
        json.set("line_item_type", each(totals.byLineItemType(), ControlTotalsJson::subtotal));
        json.set("product_code", each(totals.byProductCode(), ControlTotalsJson::subtotal));
        json.set("segment", each(totals.bySegment(), ControlTotalsJson::subtotal));
        json.set("account", each(totals.byAccount(), ControlTotalsJson::subtotal));
        json.set("data_transfer_by_product", each(totals.dataTransferByProduct(), ControlTotalsJson::dataTransfer));
        json.set(
                "product_by_segment",
                each(totals.byProductAndSegment(), shares -> each(shares, ControlTotalsJson::share)));
        json.set(
                "ri_split",
                NODES.objectNode().put("ri", plain(totals.reservedCost())).put("non_ri", plain(totals.otherCost())));
        ObjectNode sums = json.putObject("sums");
        totals.sums().forEach((column, sum) -> sums.put(column, plain(sum)));
        return json.toPrettyString();
    }

    private static <T> ObjectNode each(Map<String, T> map, Function<T, ObjectNode> toJson) {
        ObjectNode json = NODES.objectNode();
        map.forEach((key, value) -> json.set(key, toJson.apply(value)));
        return json;
    }

    private static ObjectNode subtotal(Subtotal subtotal) {
        return NODES.objectNode().put("rows", subtotal.rows()).put("unblended_cost", plain(subtotal.unblendedCost()));
    }

    private static ObjectNode dataTransfer(DataTransfer transfer) {
        return NODES.objectNode()
                .put("total", plain(transfer.total()))
                .put("data_transfer", plain(transfer.dataTransfer()))
                .put("in", plain(transfer.in()))
                .put("out", plain(transfer.out()))
                .put("family", plain(transfer.family()))
                .put("inter_region", plain(transfer.interRegion()))
                .put("inter_az", plain(transfer.interAz()));
    }

    private static ObjectNode share(Share share) {
        return NODES.objectNode()
                .put("total", plain(share.total()))
                .put("data_transfer", plain(share.dataTransfer()))
                .put("ri", plain(share.reserved()));
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
