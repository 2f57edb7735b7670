package dev.lamplighter.panel;

import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Fleets for tests. */
final class Fleets {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Fleets() {}

    static FleetSnapshot at(Instant takenAt, Instance... instances) {
        return new FleetSnapshot(takenAt, List.of(instances));
    }

    static Instance instance(String id, InstanceState state) {
        return instance(id, state, NOON);
    }

    static Instance instance(String id, InstanceState state, Instant launched) {
        return new Instance(id, state, launched, null, null, null, Map.of());
    }

    static Instance named(String id, String name, InstanceState state) {
        return new Instance(id, state, NOON, null, null, null, Map.of("Name", name));
    }

    /** One for each instance, of one source. */
    static List<PixelOwner> tenants(FleetSnapshot fleet) {
        return new PixelOwners(Overflow.PRIORITY).of(Map.of(PollSchedule.ONE_SOURCE, fleet));
    }

    /** i-000, i-001, ... running, launched a second apart in this order. */
    static FleetSnapshot running(int count, Instant takenAt) {
        return new FleetSnapshot(
                takenAt,
                IntStream.range(0, count)
                        .mapToObj(n -> instance(String.format("i-%03d", n), InstanceState.RUNNING, NOON.plusSeconds(n)))
                        .toList());
    }
}
