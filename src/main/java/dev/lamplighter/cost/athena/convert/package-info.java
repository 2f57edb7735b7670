/** Conversion by Athena: the statements that make Parquet of a version's text, and those that prove it. */
@NullMarked
package dev.lamplighter.cost.athena.convert;

import org.jspecify.annotations.NullMarked;
