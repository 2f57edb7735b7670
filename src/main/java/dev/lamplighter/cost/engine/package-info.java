/** The way of a version through Athena's engine, statement by statement, for the route {@code cost-convert-athena}. */
@NullMarked
package dev.lamplighter.cost.engine;

import org.jspecify.annotations.NullMarked;
