/**
 * Frames, made from pixels and their owners: palette, blink patterns, staleness, colour pipeline. Uses {@code panel.pixel}.
 */
@NullMarked
package dev.lamplighter.panel.frame;

import org.jspecify.annotations.NullMarked;
