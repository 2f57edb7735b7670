/**
 * From report files to Parquet: names, types, exact decimals, control totals. Uses {@code cost.report}.
 */
@NullMarked
package dev.lamplighter.cost.parquet;

import org.jspecify.annotations.NullMarked;
