package dev.lamplighter.app.service;

import dev.lamplighter.app.route.RouteCheck;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.fleet.InstanceHealth;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.driver.ChosenPanel;
import dev.lamplighter.panel.driver.NoPanel;
import dev.lamplighter.panel.driver.PanelDrivers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Everything an operator edits, read as the service would read it, with no call, no hardware and no state touched. */
public final class ConfigurationCheck {
    private static final Set<String> SIZE_OF_THE_PANEL =
            Set.of("panel.type", "panel.size", "panel.rotation", "panel.leds0-panel");
    private static final String PINS = "panel.pin.";

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
            List<Function<Foundation, Feature>> features = List.of(
                    FleetFeature::new,
                    WindowsFeature::new,
                    CostsFeature::new,
                    on -> new LightFeature(on, this::examined, InstanceHealth::unknown));
            List<Function<Foundation, Feature>> sound = features.stream()
                    .filter(make -> tryTo(make, foundation, problems))
                    .toList();
            if (sound.equals(features)) { // otherwise routes would miss their beans
                problems.addAll(routes(foundation));
            }
        }
        return problems;
    }

    /** Of {@link #problems()} those of routes that windows.yaml names and nobody has written. */
    public List<Problem> missingHooks() {
        return problems().stream()
                .filter(problem -> problem.code().equals(WindowsFeature.NO_SUCH_ROUTE))
                .toList();
    }

    /**
     * Whether a feature can be put together. If not, that is one problem, and the others are looked at all the same; when a
     * value is to blame, the feature is tried again without it, so that the next bad value is told too.
     */
    private static boolean tryTo(Function<Foundation, Feature> make, Foundation foundation, List<Problem> problems) {
        Settings settings = foundation.settings();
        Set<String> told = new HashSet<>();
        boolean sound = true;
        for (boolean again = true; again; ) {
            again = false;
            try (Feature feature = make.apply(foundation.with(settings))) {
                problems.addAll(feature.problems());
            } catch (ProblemException e) {
                sound = false;
                String key = e.problem().where();
                // Without a default, a value that was taken away is missing: that is no second mistake.
                if (!told.contains(key)) {
                    problems.add(e.problem());
                }
                again = settings.has(key) && told.add(key);
                settings = without(settings, key);
            }
        }
        return sound;
    }

    /** Whether a pixel lies on the panel can't be told while its size isn't known. */
    private static Settings without(Settings settings, String key) {
        Settings others = settings.without(key);
        if (SIZE_OF_THE_PANEL.contains(key)) {
            for (String pin : settings.under(PINS).keySet()) {
                others = others.without(PINS + pin);
            }
        }
        return others;
    }

    private List<Problem> routes(Foundation foundation) {
        try (Features features = Features.on(foundation, this::examined)) {
            return RouteCheck.check(
                    configuration.home().routes(),
                    configuration.properties(),
                    features.beans(),
                    features.templatedRoutes(),
                    features.neededRoutes());
        }
    }

    /** The panel's settings are examined by its own driver, but nothing is drawn; {@code auto} only looks around and asks no bus. */
    private ChosenPanel examined(PanelSettings settings) {
        ChosenPanel chosen = PanelDrivers.onlyLooking(Service.surroundings()).choose(settings);
        return new ChosenPanel(
                chosen.type(), chosen.reason(), new NoPanel(chosen.driver().geometry()));
    }

    /** The saved pixels are the running service's business. */
    private Settings settings() {
        Path nowhere = Path.of(System.getProperty("java.io.tmpdir"), "lamplighter-check", "pixels.json");
        return configuration.settings().with(Map.of("panel.pixels-file", nowhere.toString()));
    }
}
