package dev.lamplighter.app.service;

import dev.lamplighter.app.route.RouteCheck;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.driver.ChosenPanel;
import dev.lamplighter.panel.driver.NoPanel;
import dev.lamplighter.panel.driver.PanelDrivers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Everything an operator edits, read as the service would read it, with no call, no hardware and no state touched. */
public final class ConfigurationCheck {
    private final Configuration configuration;

    public ConfigurationCheck(Configuration configuration) {
        this.configuration = configuration;
    }

    /** All that is wrong; empty when the service would start and load everything. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(configuration.unknownKeys());
        try (StateDatabase database = StateDatabase.inMemory()) {
            Foundation foundation =
                    new Foundation(settings(), AwsClients.refusing(), database.dataSource(), InstantSource.system());
            List<Supplier<Feature>> features = List.of(
                    () -> new LightFeature(foundation, this::examined),
                    () -> new WindowsFeature(foundation),
                    () -> new CostsFeature(foundation));
            List<Supplier<Feature>> sound =
                    features.stream().filter(make -> tryTo(make, problems)).toList();
            if (sound.equals(features)) { // otherwise routes would miss their beans
                problems.addAll(routes(foundation));
            }
        }
        return problems;
    }

    /** Whether it can be put together; if not, that is one problem, and the others are looked at all the same. */
    private static boolean tryTo(Supplier<Feature> make, List<Problem> problems) {
        try (Feature feature = make.get()) {
            problems.addAll(feature.problems());
            return true;
        } catch (ProblemException e) {
            problems.add(e.problem());
            return false;
        }
    }

    private List<Problem> routes(Foundation foundation) {
        try (Features features = Features.on(foundation, this::examined)) {
            return RouteCheck.check(
                    configuration.home().routes(),
                    configuration.properties(),
                    features.beans(),
                    features.templatedRoutes());
        }
    }

    /** The panel's settings are examined by its own driver, but nothing is drawn. */
    private ChosenPanel examined(PanelSettings settings) {
        ChosenPanel chosen = new PanelDrivers(Service.surroundings()).choose(settings);
        return new ChosenPanel(
                chosen.type(), chosen.reason(), new NoPanel(chosen.driver().geometry()));
    }

    /** The saved pixels are the running service's business. */
    private Settings settings() {
        Path nowhere = Path.of(System.getProperty("java.io.tmpdir"), "lamplighter-check", "pixels.json");
        return configuration.settings().with(Map.of("panel.pixels-file", nowhere.toString()));
    }
}
