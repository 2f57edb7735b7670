/**
 * What is told of windows and when: alerts, deadlines, missed occurrences, machines outside windows, the clock. Uses
 * {@code window.occurrence}.
 */
@NullMarked
package dev.lamplighter.window.watch;

import org.jspecify.annotations.NullMarked;
