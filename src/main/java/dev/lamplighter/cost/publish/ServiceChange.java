package dev.lamplighter.cost.publish;

import java.math.BigDecimal;

/**
 * What one service's cost did.
 *
 * @param service {@code line_item_product_code}, for example {@code AmazonEC2}
 * @param before zero when the service is new
 * @param after zero when it is gone
 */
public record ServiceChange(String service, BigDecimal before, BigDecimal after) {
    public BigDecimal by() {
        return after.subtract(before);
    }
}
