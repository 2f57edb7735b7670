package dev.lamplighter.app.service;

import dev.lamplighter.app.route.LoadedRoutes;
import dev.lamplighter.app.route.NeededRoute;
import dev.lamplighter.app.route.TemplatedRoute;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.alert.AlertOutboxes;
import dev.lamplighter.base.alert.SetAsideAlerts;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.driver.ChosenPanel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.camel.CamelContext;

/** All three ways and the AWS clients they share, as one. */
final class Features implements AutoCloseable {
    private final List<Feature> features;
    private final AlertOutboxes alerts;
    private final AwsClients aws;

    private Features(List<Feature> features, AlertOutboxes alerts, AwsClients aws) {
        this.features = features;
        this.alerts = alerts;
        this.aws = aws;
    }

    static Features on(Foundation foundation, Function<PanelSettings, ChosenPanel> choosePanel) {
        FleetFeature fleet = new FleetFeature(foundation);
        WindowsFeature windows = new WindowsFeature(foundation, fleet::latest);
        List<Feature> all = List.of(
                fleet,
                windows,
                new CostsFeature(foundation),
                // The last: nothing is lit by a service that is refused.
                new LightFeature(foundation, choosePanel, fleet.health()));
        all.forEach(feature -> feature.tell(foundation.setAside()));
        SetAsideAlerts setAside = new SetAsideAlerts(foundation.setAside(), foundation.alerts());
        return new Features(
                all,
                new AlertOutboxes(List.of(foundation.alerts(), windows.alerts()), setAside::tell),
                foundation.aws());
    }

    /** Everything for the registry; a client of each AWS service is what Camel's components find there by its type. */
    Map<String, Object> beans() {
        Map<String, Object> beans =
                new TreeMap<>(Map.of("ec2Client", aws.ec2(), "s3Client", aws.s3(), "athenaClient", aws.athena()));
        beans.put("alerts", alerts);
        features.forEach(feature -> beans.putAll(feature.beans()));
        return beans;
    }

    Map<String, Object> mxBeans() {
        Map<String, Object> mxBeans = new TreeMap<>();
        features.forEach(feature -> mxBeans.putAll(feature.mxBeans()));
        return mxBeans;
    }

    Verbs verbs() {
        return new Verbs(
                features.stream().flatMap(feature -> feature.verbs().stream()).toList());
    }

    List<TemplatedRoute> templatedRoutes() {
        return features.stream()
                .flatMap(feature -> feature.templatedRoutes().stream())
                .toList();
    }

    List<NeededRoute> neededRoutes() {
        return features.stream()
                .flatMap(feature -> feature.neededRoutes().stream())
                .toList();
    }

    /** Tells which routes are missing from the folder, as in one that an earlier version came with. */
    void tellMissing(SetAside setAside, LoadedRoutes loaded) {
        for (Feature feature : features) {
            Map<String, Problem> missing = new TreeMap<>(feature.expectedRoutes());
            missing.keySet().removeAll(loaded.routes());
            missing.keySet().removeAll(loaded.lost().keySet());
            Set<String> vital = feature.vital(missing.keySet());
            missing.forEach((route, problem) -> {
                if (vital.contains(route)) {
                    setAside.stop(feature.area(), problem);
                } else {
                    setAside.add(feature.area(), problem);
                }
            });
        }
    }

    /** Tells which routes are set aside; one that an area can't do without takes its area along. */
    void tell(SetAside setAside, LoadedRoutes loaded) {
        Set<Problem> told = new HashSet<>();
        for (Feature feature : features) {
            Set<String> vital = feature.vital(loaded.lost().keySet());
            loaded.lost().forEach((route, problem) -> {
                if (vital.contains(route)) {
                    setAside.stop(feature.area(), problem);
                    told.add(problem);
                }
            });
        }
        loaded.problems().stream()
                .filter(problem -> !told.contains(problem))
                .forEach(problem -> setAside.add(SetAside.ROUTES, problem));
    }

    void attach(CamelContext context) {
        features.forEach(feature -> feature.attach(context));
    }

    List<Problem> problems() {
        return features.stream().flatMap(feature -> feature.problems().stream()).toList();
    }

    /** Starts each; returns what could not be started. */
    List<Problem> start() {
        return features.stream().flatMap(feature -> feature.start().stream()).toList();
    }

    /** Closes each, whatever the others do. */
    @Override
    public void close() {
        RuntimeException first = null;
        for (Feature feature : features) {
            try {
                feature.close();
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
