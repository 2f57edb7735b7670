/**
 * The text of report files: blocks of whole rows, and what changes in them from row to row. It begins at
 * {@code RowBlockReader}; nothing is copied or parsed here.
 */
@NullMarked
package dev.lamplighter.cost.parquet.csv;

import org.jspecify.annotations.NullMarked;
