package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.pixel.PanelGeometry;

/** Stands in for a panel and shows nothing; pixels are assigned all the same, and JMX shows them. */
public record NoPanel(PanelGeometry geometry) implements PanelDriver {
    @Override
    public void show(Frame frame) {}

    @Override
    public void close() {}
}
