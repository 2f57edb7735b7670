/**
 * Alerts of the windows: deadlines, missed occurrences, instances that run outside windows, and the clock. Uses
 * {@code window.occurrence}.
 */
@NullMarked
package dev.lamplighter.window.watch;

import org.jspecify.annotations.NullMarked;
