/**
 * The columns of a table: names and types as AWS has them, the headers they come from, and the stored form of each type
 * ({@link dev.lamplighter.cost.parquet.schema.ValueEncoder}). Knows neither files nor rows.
 */
@NullMarked
package dev.lamplighter.cost.parquet.schema;

import org.jspecify.annotations.NullMarked;
