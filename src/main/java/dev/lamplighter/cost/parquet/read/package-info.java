/**
 * Parquet read again: what AWS delivered, and what was written here. Rows, columns and exact sums, page by page.
 */
@NullMarked
package dev.lamplighter.cost.parquet.read;

import org.jspecify.annotations.NullMarked;
