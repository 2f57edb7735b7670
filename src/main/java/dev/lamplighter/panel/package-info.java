/**
 * The panel: takes the reports of polls and checks, makes the frame for a moment, and draws it in a thread of its own. Knows
 * no hardware; uses {@code panel.frame} and {@code panel.pixel}.
 */
@NullMarked
package dev.lamplighter.panel;

import org.jspecify.annotations.NullMarked;
