package dev.lamplighter.sandbox.cur;

/**
 * Says what a line item is counted under in the totals.
 *
 * @param segment value of the tag user:customersegment, empty when untagged
 * @param usageType lineItem/UsageType
 * @param productUsageType product/usagetype, empty on lines that are not about usage
 */
record LineFacts(
        String productCode,
        String lineItemType,
        String account,
        String segment,
        String usageType,
        String productUsageType,
        String productFamily,
        String transferType) {
    static LineFacts of(LineDraft draft) {
        return new LineFacts(
                draft.text("lineItem/ProductCode"),
                draft.text("lineItem/LineItemType"),
                draft.text("lineItem/UsageAccountId"),
                draft.text("resourceTags/user:customersegment"),
                draft.text("lineItem/UsageType"),
                draft.text("product/usagetype"),
                draft.text("product/productFamily"),
                draft.text("product/transferType"));
    }
}
