package dev.lamplighter.window.journal;

import dev.lamplighter.window.declare.LaunchSlot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Records one occurrence of one window. Its end stays as it was when it opened, even if the declaration changes; only an
 * operator's override changes it.
 *
 * @param start the key, together with the window's name
 * @param claims by instance id
 * @param launches what was asked for in its slots, in the order of {@link SlotLaunch#ORDER}
 * @param scalings the decisions to have more or fewer machines in its slots, the earliest first
 * @param attempts mutating calls requested so far
 * @param lastError EC2's message when it last refused one; empty if it never did
 * @param lastReason why the last decision was taken
 */
public record OccurrenceRecord(
        String window,
        Instant start,
        Instant end,
        Phase phase,
        Map<String, InstanceStartAttempts> claims,
        List<SlotLaunch> launches,
        List<SlotScaling> scalings,
        int attempts,
        String lastError,
        String lastReason) {
    public OccurrenceRecord {
        claims = Map.copyOf(claims);
        launches = List.copyOf(launches);
        scalings = List.copyOf(scalings);
    }

    /** An occurrence whose lead has begun and for which nothing was done yet. */
    public static OccurrenceRecord opening(String window, Instant start, Instant end, List<String> instanceIds) {
        Map<String, InstanceStartAttempts> claims = new TreeMap<>();
        instanceIds.forEach(id -> claims.put(id, InstanceStartAttempts.NAMED));
        return new OccurrenceRecord(window, start, end, Phase.OPENING, claims, List.of(), List.of(), 0, "", "");
    }

    /** A guard's moment, which has no length: nothing was done yet. */
    public static OccurrenceRecord guarding(String guard, Instant moment, List<String> instanceIds) {
        return opening(guard, moment, moment, instanceIds).withPhase(Phase.CLOSING);
    }

    /** Whether it is a guard's moment. */
    public boolean isGuard() {
        return end.equals(start);
    }

    /** Whether its instances must be on. Once it has begun to close it is not open again, even if the clock is set back. */
    public boolean isOpen(Instant now) {
        return phase != Phase.CLOSED && phase != Phase.CLOSING && now.isBefore(end);
    }

    public InstanceStartAttempts claim(String instanceId) {
        return claims.getOrDefault(instanceId, InstanceStartAttempts.RELEASED);
    }

    public OccurrenceRecord withClaim(String instanceId, InstanceStartAttempts claim) {
        if (claim.equals(claims.get(instanceId))) {
            return this;
        }
        Map<String, InstanceStartAttempts> changed = new TreeMap<>(claims);
        changed.put(instanceId, claim);
        return new OccurrenceRecord(
                window, start, end, phase, changed, launches, scalings, attempts, lastError, lastReason);
    }

    /** Whether the occurrence has launched the instance, so that it is to be terminated at the end. */
    public boolean isLaunched(String instanceId) {
        return launches.stream().anyMatch(launch -> launch.isOf(instanceId));
    }

    public Optional<SlotLaunch> lastLaunch(String slot) {
        return launches.stream().filter(launch -> launch.slot().equals(slot)).reduce((one, later) -> later);
    }

    /** The launches whose instance isn't known: EC2 may have been asked for it, and the answer is missing. */
    public List<SlotLaunch> unanswered() {
        return launches.stream()
                .filter(launch -> launch.phase() == SlotLaunch.Phase.REQUESTED)
                .toList();
    }

    /** With what is now known of a launch, and with the claim on its instance as soon as there is one. */
    public OccurrenceRecord withLaunch(SlotLaunch launch) {
        if (launches.contains(launch)) {
            return this;
        }
        List<SlotLaunch> changed = new ArrayList<>(launches);
        changed.removeIf(launch::isSameAttempt);
        changed.add(launch);
        changed.sort(SlotLaunch.ORDER);
        OccurrenceRecord entry = new OccurrenceRecord(
                window, start, end, phase, claims, changed, scalings, attempts, lastError, lastReason);
        return switch (launch.phase()) {
            case LAUNCHED ->
                claims.containsKey(launch.instanceId())
                        ? entry
                        : entry.withClaim(launch.instanceId(), InstanceStartAttempts.NAMED.starting());
            case ENDED ->
                entry.withClaim(launch.instanceId(), claim(launch.instanceId()).as(ClaimPhase.RELEASED));
            case REQUESTED, REFUSED, NEVER_SEEN -> entry;
        };
    }

    /** With one more decision about the number of machines in a slot. */
    public OccurrenceRecord withScaling(SlotScaling scaling) {
        List<SlotScaling> more = new ArrayList<>(scalings);
        more.add(scaling);
        return new OccurrenceRecord(
                window, start, end, phase, claims, launches, more, attempts, lastError, scaling.reason());
    }

    /** The last decision to have a machine, or to do without it; empty if there was none. */
    public Optional<SlotScaling> lastScaling(String slot) {
        return scalings.stream().filter(scaling -> scaling.slot().equals(slot)).reduce((one, later) -> later);
    }

    /** Whether a slot is to have its machine at present: its number follows the load, or it is always there. */
    public boolean wants(LaunchSlot slot) {
        return lastScaling(slot.name())
                .map(scaling -> scaling.direction() == SlotScaling.Direction.OUT)
                .orElseGet(
                        () -> !slot.isBeyondMinimum() || lastLaunch(slot.name()).isPresent());
    }

    /** Whether an instance was launched because of the load, so that the window is whole without it. */
    public boolean isLaunchedByLoad(String instanceId) {
        return launches.stream()
                .filter(launch -> launch.isOf(instanceId))
                .anyMatch(launch -> lastScaling(launch.slot()).isPresent());
    }

    /** The decision to do without a machine that was running then; empty for one that is to stay until the end. */
    public Optional<SlotScaling> drain(SlotLaunch launch) {
        Instant ended = launch.endedAt();
        return scalings.stream()
                .filter(scaling -> scaling.slot().equals(launch.slot())
                        && scaling.direction() == SlotScaling.Direction.IN
                        && scaling.at().isAfter(launch.requestedAt())
                        && (ended == null || !scaling.at().isAfter(ended)))
                .findFirst();
    }

    /** As {@link #drain(SlotLaunch)}, of the instance. */
    public Optional<SlotScaling> drainOf(String instanceId) {
        return launches.stream()
                .filter(launch -> launch.isOf(instanceId))
                .flatMap(launch -> drain(launch).stream())
                .findFirst();
    }

    /** The same entry with another end; only an override moves an end. */
    public OccurrenceRecord withEnd(Instant other) {
        return new OccurrenceRecord(
                window, start, other, phase, claims, launches, scalings, attempts, lastError, lastReason);
    }

    public OccurrenceRecord withPhase(Phase next) {
        return next == phase
                ? this
                : new OccurrenceRecord(
                        window, start, end, next, claims, launches, scalings, attempts, lastError, lastReason);
    }

    public OccurrenceRecord withAttempt(String reason) {
        return new OccurrenceRecord(
                window, start, end, phase, claims, launches, scalings, attempts + 1, lastError, reason);
    }

    public OccurrenceRecord withReason(String reason) {
        return new OccurrenceRecord(window, start, end, phase, claims, launches, scalings, attempts, lastError, reason);
    }

    public OccurrenceRecord withError(String error) {
        return new OccurrenceRecord(window, start, end, phase, claims, launches, scalings, attempts, error, lastReason);
    }
}
