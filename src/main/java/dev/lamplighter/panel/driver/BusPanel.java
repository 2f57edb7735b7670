package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.ColourPipeline;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.pixel.PanelGeometry;

/** Drives a panel over a bus; its classes know in which order and form the colours are written. */
abstract class BusPanel implements PanelDriver {
    private final PanelGeometry picture;
    private final ColourPipeline pipeline;
    final PanelBus bus;

    BusPanel(PanelGeometry picture, ColourPipeline pipeline, PanelBus bus) {
        this.picture = picture;
        this.pipeline = pipeline;
        this.bus = bus;
    }

    /** The bytes of a frame of device values. */
    abstract byte[] bytes(Frame device);

    @Override
    public final PanelGeometry geometry() {
        return picture;
    }

    @Override
    public void show(Frame frame) {
        bus.write(frameBytes(frame));
    }

    /** The bytes of a frame, with gamma and brightness. */
    final byte[] frameBytes(Frame frame) {
        return bytes(pipeline.apply(frame));
    }

    @Override
    public void close() {
        bus.close();
    }
}
