/**
 * The panel: what polls and checks report, the frame of a moment, and the thread that draws it. Knows no hardware; uses
 * {@code panel.frame} and {@code panel.pixel}.
 */
@NullMarked
package dev.lamplighter.panel;

import org.jspecify.annotations.NullMarked;
