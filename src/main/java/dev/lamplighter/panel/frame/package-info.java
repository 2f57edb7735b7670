/**
 * From pixels and their owners to a frame: palette, blink patterns, staleness, colour pipeline. Uses {@code panel.pixel}.
 */
@NullMarked
package dev.lamplighter.panel.frame;

import org.jspecify.annotations.NullMarked;
