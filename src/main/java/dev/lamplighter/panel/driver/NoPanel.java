package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.pixel.PanelGeometry;

/** Shows nothing; pixels are assigned and shown in JMX all the same. */
public record NoPanel(PanelGeometry geometry) implements PanelDriver {
    @Override
    public void show(Frame frame) {}

    @Override
    public void close() {}
}
