/**
 * Parquet files read back: those that AWS delivered, and those that were written here. Rows, columns and exact sums, page by
 * page.
 */
@NullMarked
package dev.lamplighter.cost.parquet.read;

import org.jspecify.annotations.NullMarked;
