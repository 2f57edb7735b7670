/**
 * When a window is open: wall-clock rules and a zone in, half-open intervals of instants out. Uses nothing but
 * java.time.
 */
@NullMarked
package dev.lamplighter.window.schedule;

import org.jspecify.annotations.NullMarked;
