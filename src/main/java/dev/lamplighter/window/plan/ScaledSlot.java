package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.declare.ScalePolicy;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells the machines of a slot that follows its load apart: wanted, still warming up, counted, drained. */
final class ScaledSlot {
    private final PlanInput planInput;
    private final OccurrenceRecord entry;
    private final List<LaunchSlot> machines;
    private final ScalePolicy policy;

    /** @param machines all that the slot may have, in their order */
    ScaledSlot(PlanInput planInput, OccurrenceRecord entry, List<LaunchSlot> machines) {
        this.planInput = planInput;
        this.entry = entry;
        this.machines = List.copyOf(machines);
        this.policy = Objects.requireNonNull(machines.get(0).scale());
    }

    ScalePolicy policy() {
        return policy;
    }

    String name() {
        return machines.get(0).slot();
    }

    List<LaunchSlot> wanted() {
        return machines.stream().filter(entry::wants).toList();
    }

    /** The first wanted machine that is not launched yet, or was launched so lately that it doesn't count. */
    Optional<LaunchSlot> warming() {
        return wanted().stream()
                .filter(slot -> !isGivenUp(slot))
                .filter(this::isWarming)
                .findFirst();
    }

    private boolean isWarming(LaunchSlot slot) {
        return entry.lastLaunch(slot.name())
                .filter(launch -> launch.phase() == SlotLaunch.Phase.LAUNCHED)
                .filter(this::isWarm)
                .isEmpty();
    }

    private boolean isWarm(SlotLaunch launch) {
        return !launch.requestedAt().plus(policy.warmup()).isAfter(planInput.now());
    }

    /** Whether nothing more is launched there, so that nobody waits for it. */
    private boolean isGivenUp(LaunchSlot slot) {
        List<SlotLaunch> lost = entry.launches().stream()
                .filter(launch -> launch.slot().equals(slot.name()))
                .filter(launch -> entry.drain(launch).isEmpty())
                .toList();
        return lost.size() >= LaunchCaps.MOST_MACHINES
                && lost.stream().noneMatch(launch -> launch.phase() == SlotLaunch.Phase.LAUNCHED);
    }

    /** The launches whose machines count: wanted, running, and warm. */
    List<SlotLaunch> counted() {
        return wanted().stream()
                .flatMap(slot -> entry.lastLaunch(slot.name()).stream())
                .filter(this::isWarm)
                .filter(launch -> planInput
                        .instance(launch.instanceId())
                        .map(Instance::state)
                        .filter(InstanceState.RUNNING::equals)
                        .isPresent())
                .toList();
    }

    /** The machine that could come next; empty while those that are left are still draining. */
    Optional<LaunchSlot> next() {
        return machines.stream()
                .filter(slot -> !entry.wants(slot))
                .filter(slot -> !isDraining(slot))
                .findFirst();
    }

    private boolean isDraining(LaunchSlot slot) {
        return entry.lastLaunch(slot.name())
                .filter(launch ->
                        launch.phase() == SlotLaunch.Phase.LAUNCHED || launch.phase() == SlotLaunch.Phase.REQUESTED)
                .isPresent();
    }

    /** The first machine that is given up and not yet gone; not one that an operator holds on, which may stay for long. */
    Optional<LaunchSlot> draining(Predicate<String> isHeld) {
        return machines.stream()
                .filter(slot -> !entry.wants(slot))
                .filter(this::isDraining)
                .filter(slot -> entry.lastLaunch(slot.name())
                        .filter(launch -> isHeld.test(launch.instanceId()))
                        .isEmpty())
                .findFirst();
    }

    /** The newest of those that are there for the load alone; never one of the minimum, never one that an operator holds. */
    Optional<SlotLaunch> newest(Predicate<String> isHeld) {
        return counted().stream()
                .filter(launch ->
                        machines.stream().anyMatch(slot -> slot.name().equals(launch.slot()) && slot.isBeyondMinimum()))
                .filter(launch -> !isHeld.test(launch.instanceId()))
                .max(Comparator.comparing(SlotLaunch::requestedAt).thenComparing(SlotLaunch::slot));
    }

    /** When the number of machines was changed last. */
    Instant lastChange() {
        return entry.scalings().stream()
                .filter(scaling ->
                        machines.stream().anyMatch(slot -> slot.name().equals(scaling.slot())))
                .map(scaling -> scaling.at())
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }
}
