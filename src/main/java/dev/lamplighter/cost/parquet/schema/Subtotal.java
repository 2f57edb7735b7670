package dev.lamplighter.cost.parquet.schema;

import java.math.BigDecimal;

/** Holds a number of rows and their exact cost. */
public record Subtotal(long rows, BigDecimal unblendedCost) {
    public Subtotal plus(Subtotal other) {
        return new Subtotal(rows + other.rows, unblendedCost.add(other.unblendedCost));
    }
}
