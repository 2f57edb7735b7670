/**
 * Runs of the operator's routes at the edges of windows: which route, for which occurrence, and how far each has come.
 * {@code app} executes the routes. Uses {@code window.watch}.
 */
@NullMarked
package dev.lamplighter.window.hook;

import org.jspecify.annotations.NullMarked;
