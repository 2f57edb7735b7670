package dev.lamplighter.app.feature;

import dev.lamplighter.app.verb.PanelVerbs;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.Terminal;
import dev.lamplighter.base.TerminalWidth;
import dev.lamplighter.fleet.FleetHealth;
import dev.lamplighter.fleet.LightSettings;
import dev.lamplighter.panel.FleetPicture;
import dev.lamplighter.panel.LedProcessor;
import dev.lamplighter.panel.PanelMXBean;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.PanelStatus;
import dev.lamplighter.panel.PanelUpdater;
import dev.lamplighter.panel.PollSchedule;
import dev.lamplighter.panel.driver.ChosenPanel;
import dev.lamplighter.panel.driver.PanelSurroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.Processor;

/** Provides the panel: a pixel for each instance. */
public final class LightFeature implements Feature {
    public static final Set<String> BEANS = Set.of("ledPanel", "missedPoll");

    private final List<Problem> badPins = new ArrayList<>();
    private final PanelUpdater panel;
    private final PanelStatus status;

    /** Makes the panel that {@code choosePanel} chooses; {@code health} gives the results of checks. */
    LightFeature(ServiceContext on, Function<PanelSettings, ChosenPanel> choosePanel, FleetHealth health) {
        LightSettings light = LightSettings.of(on.settings());
        PanelSettings written = PanelSettings.of(on.settings());
        ChosenPanel chosen = choosePanel.apply(written);
        PanelSettings settings = written.fitting(chosen.driver().geometry(), badPins::add);
        FleetPicture picture = FleetPicture.open(
                settings,
                chosen.driver().geometry(),
                new PollSchedule(
                        light.sourceNames(), light.pollPeriod(), on.clock().instant(), System::nanoTime),
                health);
        panel = new PanelUpdater(picture, chosen.driver(), on.clock());
        status = new PanelStatus(chosen.type(), panel, settings, on.clock());
    }

    @Override
    public String area() {
        return SetAside.LIGHT;
    }

    @Override
    public Map<String, Object> beans() {
        LedProcessor steps = new LedProcessor(panel);
        return Map.of("ledPanel", (Processor) steps::show, "missedPoll", (Processor) steps::missed);
    }

    /** Has these sources be all that are polled. */
    void polls(Set<String> sources) {
        panel.picture().polls(sources);
    }

    PanelMXBean view() {
        return status;
    }

    @Override
    public List<Verb> verbs() {
        return PanelVerbs.of(status);
    }

    @Override
    public Map<String, Object> mxBeans() {
        return Map.of("Panel", status);
    }

    @Override
    public List<Problem> problems() {
        return badPins;
    }

    @Override
    public void close() {
        panel.close();
    }

    /** The surroundings for choosing a panel: this machine, and standard output for the terminal panel. */
    public static PanelSurroundings surroundings() {
        return surroundings(0);
    }

    /** The same for a run that draws below the panel, if it is drawn in place. */
    public static PanelSurroundings surroundingsOfRun() {
        return surroundings(Terminal.isColoured() ? TerminalWidth.rows() : 0);
    }

    private static PanelSurroundings surroundings(int rows) {
        return new PanelSurroundings(Path.of("/"), System.out, Terminal.isOutput(), Terminal.isColoured(), rows);
    }
}
