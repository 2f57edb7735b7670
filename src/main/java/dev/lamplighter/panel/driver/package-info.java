/**
 * Drivers that send frames to panels, one class per panel; each implements {@link dev.lamplighter.panel.PanelDriver}. The
 * only package that knows Pi4J; uses {@code panel}.
 */
@NullMarked
package dev.lamplighter.panel.driver;

import org.jspecify.annotations.NullMarked;
