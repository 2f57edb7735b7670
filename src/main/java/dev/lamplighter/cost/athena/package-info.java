/** Athena: settings of the tables, their columns and DDL, and how a statement is sent to the routes. */
@NullMarked
package dev.lamplighter.cost.athena;

import org.jspecify.annotations.NullMarked;
