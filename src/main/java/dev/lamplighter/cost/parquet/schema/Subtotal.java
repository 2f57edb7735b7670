package dev.lamplighter.cost.parquet.schema;

import java.math.BigDecimal;

/** Rows and their exact cost. */
public record Subtotal(long rows, BigDecimal unblendedCost) {}
