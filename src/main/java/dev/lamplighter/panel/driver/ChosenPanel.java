package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.PanelDriver;

/**
 * A panel that was chosen, and why.
 *
 * @param type never {@code auto}
 */
public record ChosenPanel(String type, String reason, PanelDriver driver) {}
