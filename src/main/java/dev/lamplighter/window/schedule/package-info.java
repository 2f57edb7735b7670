/**
 * The schedules of windows: take wall-clock rules and a zone, and give half-open intervals of instants. Uses nothing but
 * java.time.
 */
@NullMarked
package dev.lamplighter.window.schedule;

import org.jspecify.annotations.NullMarked;
