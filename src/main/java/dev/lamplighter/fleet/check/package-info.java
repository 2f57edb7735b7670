/**
 * Checks of running instances: their declarations in {@code light.check.*}, the probes, and the board that holds the
 * results. Uses {@code base} and {@code fleet}.
 */
@NullMarked
package dev.lamplighter.fleet.check;

import org.jspecify.annotations.NullMarked;
