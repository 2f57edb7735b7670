/**
 * Checks of running instances: what {@code light.check.*} declares, how an instance is asked, and the board that keeps
 * what came of it. Uses {@code base} and {@code fleet}.
 */
@NullMarked
package dev.lamplighter.fleet.check;

import org.jspecify.annotations.NullMarked;
