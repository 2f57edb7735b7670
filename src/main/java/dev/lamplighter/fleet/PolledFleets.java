package dev.lamplighter.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Keeps the state of all sources, and starts their polls. Thread-safe. */
public final class PolledFleets {
    private final RandomGenerator random;
    private final int pageSize;
    private volatile Map<String, FleetSourceState> fleets = Map.of();
    /** Of these a poll may still be under way. */
    private final Map<String, FleetSourceState> former = new ConcurrentHashMap<>();

    public PolledFleets(LightSettings settings) {
        this(settings, RandomGenerator.getDefault());
    }

    PolledFleets(LightSettings settings, RandomGenerator random) {
        this.pageSize = settings.pageSize();
        this.random = random;
        take(settings);
    }

    /** Has the sources of these settings be all; what is known of those that stay is kept. */
    public synchronized void take(LightSettings settings) {
        Map<String, FleetSourceState> before = fleets;
        Map<String, FleetSourceState> now = new LinkedHashMap<>();
        for (String source :
                settings.sources().stream().map(FleetAccountRegion::name).toList()) {
            FleetSourceState known = before.get(source);
            now.put(source, known == null ? new FleetSourceState(settings, random) : known);
        }
        former.putAll(before);
        fleets = now;
    }

    /** All instances of all sources, as of the last complete poll of each. */
    public List<Instance> instances() {
        return fleets.values().stream()
                .flatMap(fleet -> fleet.instances().stream())
                .toList();
    }

    /**
     * The snapshot of the last complete poll of a source.
     *
     * @param source its name, empty for the machine's own account and region
     */
    public Optional<FleetSnapshot> latest(String source) {
        return of(source).latest();
    }

    FleetPoll begin(String source) {
        return new FleetPoll(of(source), pageSize);
    }

    FleetSourceState of(String source) {
        FleetSourceState fleet = fleets.getOrDefault(source, former.get(source));
        if (fleet == null) {
            throw new IllegalArgumentException("source must be one of " + fleets.keySet() + ", got \"" + source + "\"");
        }
        return fleet;
    }
}
