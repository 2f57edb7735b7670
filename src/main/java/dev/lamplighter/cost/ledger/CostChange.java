package dev.lamplighter.cost.ledger;

import dev.lamplighter.cost.parquet.schema.Subtotal;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds the change of one part of a month's cost.
 *
 * @param of a service as in {@code line_item_product_code}, for example {@code AmazonEC2}, or a currency
 * @param before zero when the part is new
 * @param after zero when it is gone
 */
public record CostChange(String of, BigDecimal before, BigDecimal after) {
    private static final Comparator<CostChange> LARGEST_FIRST = Comparator.comparing(
                    (CostChange change) -> change.by().abs())
            .reversed()
            .thenComparing(CostChange::of);

    public BigDecimal by() {
        return after.subtract(before);
    }

    /** The changes of all parts of either side, the largest first. */
    static List<CostChange> between(Map<String, Subtotal> before, Map<String, Subtotal> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .map(name -> new CostChange(name, cost(before.get(name)), cost(after.get(name))))
                .sorted(LARGEST_FIRST)
                .toList();
    }

    private static BigDecimal cost(@Nullable Subtotal subtotal) {
        return subtotal == null ? BigDecimal.ZERO : subtotal.unblendedCost();
    }
}
