package dev.lamplighter.panel;

import dev.lamplighter.base.Problem;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.PixelHealth;
import dev.lamplighter.panel.pixel.OwnedPixel;
import dev.lamplighter.panel.pixel.PixelAllocation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the state of a {@link PanelUpdater} for JMX. */
public final class PanelStatus implements PanelMXBean {
    private final String type;
    private final PanelUpdater panel;
    private final PanelSettings settings;
    private final InstantSource clock;

    public PanelStatus(String type, PanelUpdater panel, PanelSettings settings, InstantSource clock) {
        this.type = type;
        this.panel = panel;
        this.settings = settings;
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
    public String getPalette() {
        return settings.look().palette().name();
    }

    @Override
    public String getMotion() {
        return settings.look().motion().word();
    }

    @Override
    public String getOverflow() {
        return settings.pixels().overflow().mode().word();
    }

    @Override
    public int getInstances() {
        return panel.picture().instances();
    }

    @Override
    public int getHiddenInstances() {
        return panel.picture().layout().hidden().size();
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
    public Map<String, String> getSources() {
        return panel.picture().sources(clock.instant());
    }

    @Override
    public Map<String, String> getPixels() {
        Map<String, String> pixels = new TreeMap<>();
        panel.picture()
                .assignments()
                .forEach(kept -> pixels.put(
                        kept.instanceId(),
                        at(
                                        kept.index() % panel.geometry().size(),
                                        kept.index() / panel.geometry().size()) + " kept"));
        for (OwnedPixel ownedPixel : panel.picture().layout().lit()) {
            String colour = settings.look().palette().of(ownedPixel.state()).hex();
            pixels.put(
                    ownedPixel.instanceId(),
                    at(ownedPixel) + " " + ownedPixel.state().awsName() + " " + colour + " " + ownedPixel.name());
        }
        return pixels;
    }

    @Override
    public Map<String, String> getMeanings() {
        PixelHealth pixelHealth = panel.picture().evidence(clock.instant());
        PixelAllocation pixelLayout = panel.picture().layout();
        Map<String, String> meanings = new TreeMap<>();
        pixelLayout
                .lit()
                .forEach(ownedPixel -> meanings.put(
                        at(ownedPixel), ownedPixel.name() + ": " + pixelHealth.meaning(ownedPixel.pixelOwner())));
        if (pixelLayout.markIndex() >= 0) {
            meanings.put(
                    at(pixelLayout.markIndex(), 0),
                    pixelLayout.hidden().isEmpty()
                            ? "page mark, " + pixelLayout.pages().size() + " pages"
                            : pixelLayout.hidden().size() + " more");
        }
        return meanings;
    }

    @Override
    public List<InstancePixel> getInstancePixels() {
        PixelHealth pixelHealth = panel.picture().evidence(clock.instant());
        return panel.picture().layout().lit().stream()
                .map(pixel -> new InstancePixel(
                        at(pixel),
                        pixel.instanceId(),
                        pixel.name(),
                        pixel.state().awsName(),
                        pixelHealth.meaning(pixel.pixelOwner())))
                .toList();
    }

    @Override
    public String[] getMap() {
        FleetPicture picture = panel.picture();
        return new PixelTableText(panel.geometry(), settings.pixels())
                .of(picture.layout(), picture.assignments(), picture.evidence(clock.instant()))
                .toArray(String[]::new);
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

    private String at(OwnedPixel ownedPixel) {
        return at(ownedPixel.index(), Math.max(0, ownedPixel.page()));
    }

    private String at(int index, int page) {
        return panel.geometry().position(index) + (page == 0 ? "" : " page " + (page + 1));
    }
}
