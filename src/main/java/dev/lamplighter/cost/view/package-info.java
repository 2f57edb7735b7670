/** The views beside each table: amortised costs, one set of column names for all report formats, and account names. */
@NullMarked
package dev.lamplighter.cost.view;

import org.jspecify.annotations.NullMarked;
