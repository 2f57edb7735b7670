/**
 * Conversion in a process of its own: the service's side, which starts it and waits for its answer, and the process itself.
 * Harm that a report can do to a JVM is done there. Uses {@code cost.report}, {@code cost.parquet}, {@code cost.publish}.
 */
@NullMarked
package dev.lamplighter.cost.worker;

import org.jspecify.annotations.NullMarked;
