/** The ledger of report versions: which versions of which month there are, how far each is, and what a month's change was. */
@NullMarked
package dev.lamplighter.cost.ledger;

import org.jspecify.annotations.NullMarked;
