package dev.lamplighter.panel;

import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.panel.pixel.Overflow;
import dev.lamplighter.panel.pixel.PixelOwner;
import dev.lamplighter.panel.pixel.PixelOwnerFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Fleets for tests. */
public final class Fleets {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Fleets() {}

    public static FleetSnapshot at(Instant takenAt, Instance... instances) {
        return new FleetSnapshot(takenAt, List.of(instances));
    }

    public static Instance instance(String id, InstanceState state) {
        return instance(id, state, NOON);
    }

    public static Instance instance(String id, InstanceState state, Instant launched) {
        return new Instance(id, state, launched, null, null, null, Map.of());
    }

    public static Instance named(String id, String name, InstanceState state) {
        return new Instance(id, state, NOON, null, null, null, Map.of("Name", name));
    }

    /** One for each instance, of one source. */
    public static List<PixelOwner> owners(FleetSnapshot fleet) {
        return new PixelOwnerFactory(Overflow.PRIORITY).of(Map.of(PollSchedule.ONE_SOURCE, fleet));
    }

    /** i-000, i-001, ... running, launched a second apart in this order. */
    public static FleetSnapshot running(int count, Instant takenAt) {
        return new FleetSnapshot(
                takenAt,
                IntStream.range(0, count)
                        .mapToObj(n -> instance(String.format("i-%03d", n), InstanceState.RUNNING, NOON.plusSeconds(n)))
                        .toList());
    }
}
