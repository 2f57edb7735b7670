/**
 * Publishes the versions of a month, including the one step that makes a version current. Uses {@code cost.report} and
 * {@code cost.parquet}.
 */
@NullMarked
package dev.lamplighter.cost.publish;

import org.jspecify.annotations.NullMarked;
