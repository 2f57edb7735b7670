package dev.lamplighter.panel;

import dev.lamplighter.base.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** Looks at a {@link StatusPanel} for JMX. */
public final class PanelStatus implements PanelMXBean {
    private final String type;
    private final StatusPanel panel;
    private final Palette palette;
    private final InstantSource clock;

    public PanelStatus(String type, StatusPanel panel, Palette palette, InstantSource clock) {
        this.type = type;
        this.panel = panel;
        this.palette = palette;
        this.clock = clock;
    }

    @Override
    public String getPanelType() {
        return type;
    }

    @Override
    public int getWidth() {
        return panel.geometry().width();
    }

    @Override
    public int getHeight() {
        return panel.geometry().height();
    }

    @Override
    public int getInstances() {
        return panel.picture().instances();
    }

    @Override
    public int getHiddenInstances() {
        return panel.picture().lamps().hidden();
    }

    @Override
    public long getFramesShown() {
        return panel.framesShown();
    }

    @Override
    public String getLastPollAt() {
        return panel.picture().lastPollAt().map(Instant::toString).orElse("");
    }

    @Override
    public int getMissedPolls() {
        return panel.picture().missedPolls();
    }

    @Override
    public String getFreshness() {
        return panel.picture().freshness(clock.instant()).name();
    }

    @Override
    public Map<String, String> getPixels() {
        Map<String, String> pixels = new TreeMap<>();
        panel.picture().assignments().forEach(kept -> pixels.put(kept.instanceId(), at(kept.index()) + " kept"));
        for (Lamp lamp : panel.picture().lamps().lit()) {
            String colour = palette.of(lamp.state()).hex();
            pixels.put(
                    lamp.instanceId(),
                    at(lamp.index()) + " " + lamp.state().awsName() + " " + colour + " " + lamp.name());
        }
        return pixels;
    }

    @Override
    public String[] getFrame() {
        Frame shown = panel.shown();
        return shown == null ? new String[0] : shown.rows().toArray(String[]::new);
    }

    @Override
    public String getFailure() {
        Problem failure = panel.failure();
        return failure == null ? "" : failure.line();
    }

    private String at(int index) {
        return panel.geometry().position(index).toString();
    }
}
