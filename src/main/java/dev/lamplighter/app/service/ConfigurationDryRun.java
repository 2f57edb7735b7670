package dev.lamplighter.app.service;

import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.app.feature.Features;
import dev.lamplighter.app.feature.LightFeature;
import dev.lamplighter.app.feature.ServiceContext;
import dev.lamplighter.app.route.RouteCheck;
import dev.lamplighter.app.route.cases.RouteCases;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.driver.ChosenPanel;
import dev.lamplighter.panel.driver.NoPanel;
import dev.lamplighter.panel.driver.PanelDrivers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads everything an operator edits as the service would, without calling AWS, using hardware or changing the state. */
public final class ConfigurationDryRun {
    private final Configuration configuration;

    public ConfigurationDryRun(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * The results of a dry run.
     *
     * @param problems everything that is wrong; empty if the service would start and load everything
     * @param remarks what may work differently from what one would expect
     */
    public record Findings(List<Problem> problems, List<Problem> remarks) {}

    /** All that is wrong. */
    public List<Problem> problems() {
        return findings().problems();
    }

    /** Reads everything. */
    public Findings findings() {
        List<Problem> remarks = new ArrayList<>(configuration.writableByOthers());
        List<Problem> problems = new ArrayList<>(configuration.unknownKeys());
        configuration.examined().fatal().forEach(problem -> problems.add(configuration.located(problem)));
        try (StateDatabase database = StateDatabase.inMemory()) {
            ServiceContext serviceContext = foundation(database);
            SetAside setAside = serviceContext.setAside();
            try (Features features = Features.on(serviceContext, this::examined)) {
                setAside.entries().forEach(entry -> problems.add(entry.problem()));
                RouteCheck.check(
                                configuration.home().routes(),
                                configuration.properties(),
                                features.beans(),
                                features.routes().declared(),
                                edited -> remarks.addAll(features.remarks(edited)))
                        .forEach(problem -> problems.add(configuration.located(problem)));
            }
        }
        remarks.addAll(0, configuration.remarksBeside(problems));
        return new Findings(
                problems.stream().distinct().toList(),
                remarks.stream().distinct().toList());
    }

    /** The problems about routes that windows.yaml names and no file contains. */
    public List<Problem> missingHooks() {
        return problems().stream()
                .filter(problem -> problem.is(WindowProblemCode.NO_HOOK_ROUTE))
                .toList();
    }

    /**
     * Runs the cases beside the routes.
     *
     * @param only routes; all if empty
     */
    public RouteCases cases(Set<String> only) throws Exception {
        try (StateDatabase database = StateDatabase.inMemory()) {
            try (Features features = Features.on(foundation(database), this::examined)) {
                return RouteCases.run(
                        configuration.home().routes(),
                        configuration.properties(),
                        features.beans(),
                        features.routes().declared().absentBeans(),
                        only);
            }
        }
    }

    private ServiceContext foundation(StateDatabase database) {
        return new ServiceContext(configuration, AwsClients.refusing(), database.dataSource(), InstantSource.system())
                .with(settings());
    }

    /** The panel, whose driver checks its settings but draws nothing; {@code auto} only looks at files and probes no bus. */
    private ChosenPanel examined(PanelSettings settings) {
        ChosenPanel chosen =
                PanelDrivers.onlyLooking(LightFeature.surroundings()).choose(settings);
        return new ChosenPanel(
                chosen.type(), chosen.reason(), new NoPanel(chosen.driver().geometry()));
    }

    /** The settings without the saved pixels, which belong to the running service. */
    private Settings settings() {
        Path nowhere = Path.of(System.getProperty("java.io.tmpdir"), "lamplighter-check", "pixels.json");
        return configuration.settings().with(Map.of("panel.pixels-file", nowhere.toString()));
    }
}
