package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.PanelDriver;

/**
 * Holds a panel that was chosen, and why.
 *
 * @param type the name of the panel, never {@code auto}
 */
public record ChosenPanel(String type, String reason, PanelDriver driver) {}
