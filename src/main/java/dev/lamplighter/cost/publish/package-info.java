/**
 * Versions of a month and the one step that makes one of them current. Uses {@code cost.report}, {@code cost.parquet}.
 */
@NullMarked
package dev.lamplighter.cost.publish;

import org.jspecify.annotations.NullMarked;
