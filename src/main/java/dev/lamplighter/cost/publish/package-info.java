/**
 * The publishing of a month's versions, including the one step that makes a version current. Uses {@code cost.report},
 * {@code cost.parquet}.
 */
@NullMarked
package dev.lamplighter.cost.publish;

import org.jspecify.annotations.NullMarked;
