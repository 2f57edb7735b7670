package dev.lamplighter.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Keeps the state of all sources, and starts their polls. */
public final class PolledFleets {
    private final Map<String, FleetSourceState> fleets = new LinkedHashMap<>();
    private final int pageSize;

    public PolledFleets(LightSettings settings) {
        this(settings, RandomGenerator.getDefault());
    }

    PolledFleets(LightSettings settings, RandomGenerator random) {
        this.pageSize = settings.pageSize();
        settings.sources().forEach(source -> fleets.put(source.name(), new FleetSourceState(settings, random)));
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
        FleetSourceState fleet = fleets.get(source);
        if (fleet == null) {
            throw new IllegalArgumentException("source must be one of " + fleets.keySet() + ", got \"" + source + "\"");
        }
        return fleet;
    }
}
