package dev.lamplighter.app.feature;

import dev.lamplighter.app.route.RequiredRoute;
import dev.lamplighter.app.route.RequiredRoutes;
import dev.lamplighter.app.route.RouteLoadResult;
import dev.lamplighter.app.route.reload.RouteReload;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.TemplatedRoute;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells which routes the features need from the route files, and which of them are missing or set aside. */
public final class FeatureRoutes {
    private final List<Feature> features;

    FeatureRoutes(List<Feature> features) {
        this.features = features;
    }

    /** The routes that they need from the route files. */
    public RequiredRoutes declared() {
        return declared(Map.of());
    }

    /** The declarations of the features, read again. */
    public RouteReload.Declarations reread() {
        Map<Feature, StagedReload> reread = new LinkedHashMap<>();
        features.forEach(feature -> feature.reread().ifPresent(read -> reread.put(feature, read)));
        return new AllStagedReloads(List.copyOf(reread.values()), declared(reread), has(WindowsFeature.class));
    }

    private RequiredRoutes declared(Map<Feature, StagedReload> reread) {
        boolean lit = has(LightFeature.class);
        List<TemplatedRoute> templated = features.stream()
                .filter(feature -> lit || !feature.area().equals(SetAside.LIGHT)) // only the panel uses polls
                .flatMap(feature -> (reread.containsKey(feature)
                                ? reread.get(feature).templatedRoutes()
                                : feature.templatedRoutes())
                        .stream())
                .toList();
        List<RequiredRoute> needed = features.stream()
                .flatMap(feature -> (reread.containsKey(feature)
                                ? reread.get(feature).neededRoutes()
                                : feature.neededRoutes())
                        .stream())
                .toList();
        List<String> shipped = features.stream()
                .flatMap(feature -> feature.shippedRoutes().stream())
                .toList();
        return new RequiredRoutes(templated, needed, shipped, absentBeans());
    }

    /** Reports which routes are missing from the folder, for example because it is that of an earlier version. */
    public void tellMissing(SetAside setAside, RouteLoadResult loaded) {
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

    /** Reports which routes are set aside; a route that an area can't do without sets its area aside. */
    public void tell(SetAside setAside, RouteLoadResult loaded) {
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

    /** Names of the beans that are missing because their area is set aside. */
    private Set<String> absentBeans() {
        Set<String> absent = new HashSet<>();
        if (!has(WindowsFeature.class)) {
            absent.addAll(WindowsFeature.BEANS);
        }
        if (!has(LightFeature.class)) {
            absent.addAll(LightFeature.BEANS);
        }
        return absent;
    }

    private boolean has(Class<? extends Feature> type) {
        return features.stream().anyMatch(type::isInstance);
    }
}
