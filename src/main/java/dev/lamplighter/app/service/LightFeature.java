package dev.lamplighter.app.service;

import dev.lamplighter.fleet.FleetPageProcessor;
import dev.lamplighter.fleet.LightSettings;
import dev.lamplighter.panel.FleetPicture;
import dev.lamplighter.panel.LedProcessor;
import dev.lamplighter.panel.MissedPollProcessor;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.PanelStatus;
import dev.lamplighter.panel.StatusPanel;
import dev.lamplighter.panel.driver.ChosenPanel;
import java.util.Map;
import java.util.function.Function;

/** Light: a pixel for each instance. */
final class LightFeature implements Feature {
    private final StatusPanel panel;
    private final PanelStatus status;
    private final FleetPageProcessor fleetPages;

    LightFeature(Foundation on, Function<PanelSettings, ChosenPanel> choosePanel) {
        PanelSettings settings = PanelSettings.of(on.settings());
        ChosenPanel chosen = choosePanel.apply(settings);
        FleetPicture picture = FleetPicture.open(
                settings,
                chosen.driver().geometry(),
                LightSettings.of(on.settings()).pollPeriod(),
                on.clock().instant());
        panel = new StatusPanel(picture, chosen.driver(), on.clock());
        status = new PanelStatus(chosen.type(), panel, settings, on.clock());
        fleetPages = new FleetPageProcessor(on.clock());
    }

    @Override
    public Map<String, Object> beans() {
        return Map.of(
                "fleetPages", fleetPages,
                "ledPanel", new LedProcessor(panel),
                "missedPoll", new MissedPollProcessor(panel));
    }

    @Override
    public Map<String, Object> mxBeans() {
        return Map.of("Panel", status);
    }

    @Override
    public void close() {
        panel.close();
    }
}
