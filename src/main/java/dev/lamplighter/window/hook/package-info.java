/**
 * Routes of the operator that run beside a window: what is asked for and who runs it. Uses nothing of ours; who runs them
 * lives in {@code app}.
 */
@NullMarked
package dev.lamplighter.window.hook;

import org.jspecify.annotations.NullMarked;
