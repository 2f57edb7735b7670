/**
 * Conversion of report files to Parquet; it begins at {@link dev.lamplighter.cost.parquet.ReportConversion}. This package
 * combines the parts, which have their own packages: {@code csv}, {@code schema}, {@code encode}, {@code read}.
 *
 * <p>The way of a field: {@link dev.lamplighter.cost.report.ReportFileOpener} inflates the file, {@code RowCutter} cuts blocks of
 * whole rows, {@code RowTokeniser} finds what changes from row to row, {@code ColumnGroupBuffer} hands that to the
 * {@code ColumnBuffer} of its column, {@code RowGroupWriter} encodes full row groups into {@code ReportFileParquetWriter}, and
 * {@code ControlTotals} adds up. {@code FileConversion} does that for one file, {@code FilesConversion} for several at once.
 * Diagram: docs/reference/converter.md.
 *
 * <p>Refusals: COST-005 a file is missing, COST-012 header and manifest differ, COST-013 a ragged row, COST-014 not CSV,
 * COST-015 an endless row, COST-016 a bad number, COST-017 a bad instant, COST-018 not UTF-8, COST-019 Parquet that can't be
 * read, COST-020 files that disagree on a type, COST-021 a line break in a field of a table over text.
 *
 * <p>Parquet from AWS takes another way: {@code ParquetPassThrough} copies it, {@code ParquetReportFile} reads its sums.
 * Text without headers is made by {@link dev.lamplighter.cost.parquet.CsvHeaderStripping}.
 */
@NullMarked
package dev.lamplighter.cost.parquet;

import org.jspecify.annotations.NullMarked;
