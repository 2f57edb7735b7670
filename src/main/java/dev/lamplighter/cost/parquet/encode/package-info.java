/**
 * Columns of a row group, while they are filled and as pages of a Parquet object: {@code RowGroupBuffer} to {@code ColumnEncoder}
 * to {@code ParquetObjectWriter}.
 */
@NullMarked
package dev.lamplighter.cost.parquet.encode;

import org.jspecify.annotations.NullMarked;
