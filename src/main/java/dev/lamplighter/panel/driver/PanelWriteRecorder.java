package dev.lamplighter.panel.driver;

import dev.lamplighter.base.Settings;
import dev.lamplighter.panel.LedSettings;
import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.pixel.PanelGeometry;
import java.util.ArrayList;
import java.util.List;

/** Records the bytes that would be sent to a panel, without a bus. */
public final class PanelWriteRecorder {
    private final List<String> writes = new ArrayList<>();
    private final PanelDriver driver;

    private PanelWriteRecorder(String type, LedSettings settings) {
        this.driver = LedPanelFactory.make(type, settings, new PrintingPanelBuses(writes::add))
                .orElseThrow(() -> Settings.refused(
                        "--panel",
                        type,
                        "one of " + String.join(", ", LedPanelFactory.types()),
                        PanelDrivers.nearest(type, LedPanelFactory.types())));
    }

    /** Makes a recorder for a panel on a bus; refuses other names with a {@link dev.lamplighter.base.ProblemException}. */
    public static PanelWriteRecorder of(String type, LedSettings settings) {
        return new PanelWriteRecorder(type, settings);
    }

    public PanelGeometry geometry() {
        return driver.geometry();
    }

    /**
     * The writes of a frame in order, one line each: {@code spi:BUS.SELECT hex}, {@code i2c:0xADDRESS hex} or
     * {@code file:PATH hex}. Those of the first frame include the writes that wake the panel up.
     */
    public List<String> show(Frame frame) {
        writes.clear();
        driver.show(frame);
        return List.copyOf(writes);
    }
}
