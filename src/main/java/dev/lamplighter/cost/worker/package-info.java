/**
 * Conversion in a separate process: the service's side, which starts the process and waits for its answer, and the process
 * itself. Whatever harm a report can do to a JVM is done there. Uses {@code cost.report}, {@code cost.parquet},
 * {@code cost.publish}.
 */
@NullMarked
package dev.lamplighter.cost.worker;

import org.jspecify.annotations.NullMarked;
