/**
 * Routes of the operator that run beside a window: what is asked for, who runs it, and how far each has come. Who runs them
 * lives in {@code app}. Uses {@code window.watch}.
 */
@NullMarked
package dev.lamplighter.window.hook;

import org.jspecify.annotations.NullMarked;
