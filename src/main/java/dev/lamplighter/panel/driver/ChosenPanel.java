package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.PanelDriver;

/**
 * A panel and why it is this one.
 *
 * @param type never {@code auto}
 */
public record ChosenPanel(String type, String reason, PanelDriver driver) {}
