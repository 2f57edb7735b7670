/**
 * Columns of a row group, while they are filled and as pages of a Parquet object: {@code RowGroup} to {@code ColumnEncoder}
 * to {@code ParquetObject}.
 */
@NullMarked
package dev.lamplighter.cost.parquet.encode;

import org.jspecify.annotations.NullMarked;
