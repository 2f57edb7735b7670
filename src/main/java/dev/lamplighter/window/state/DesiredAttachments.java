package dev.lamplighter.window.state;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowAddress;
import dev.lamplighter.window.declare.WindowVolume;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.occurrence.DeclaredWindows;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.AddressDecisionRules;
import dev.lamplighter.window.plan.PlanInput;
import dev.lamplighter.window.plan.VolumeDecisionRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the volumes and addresses that the declarations want for occurrences; none for a window that is no longer declared.
 */
public final class DesiredAttachments {
    private final DeclaredWindows windows;

    public DesiredAttachments(DeclaredWindows windows) {
        this.windows = windows;
    }

    /** Why an occurrence does without one of its addresses: a window with precedence wants it meanwhile. */
    public Optional<Problem> conflict(OccurrenceRecord entry, WindowAddress windowAddress, Overrides overrides) {
        StreamingWindow window = windows.find(entry.window());
        return window == null
                ? Optional.empty()
                : windows.precedence().ahead(window, windowAddress).stream()
                        .filter(other -> !overrides
                                .on(
                                        other,
                                        entry.start()
                                                .minus(window.windowTimings().lead()),
                                        entry.end().plus(other.windowTimings().lead()))
                                .isEmpty())
                        .findFirst()
                        .map(other -> new Problem(
                                WindowProblemCode.ADDRESS_WANTED_TWICE,
                                windowAddress.eip(),
                                "the address stays off its interface " + windowAddress.eni(),
                                "window " + other.name() + " wants it on another interface at the same time",
                                "give each window its own address, or move one of them"));
    }

    /** Why a window does without one of its volumes: a window with precedence attaches it elsewhere. */
    public Optional<Problem> conflict(OccurrenceRecord entry, WindowVolume windowVolume) {
        return Optional.ofNullable(windows.find(entry.window()))
                .flatMap(window -> windows.precedence().ahead(window, windowVolume))
                .map(other -> new Problem(
                        WindowProblemCode.BAD_VOLUME_OR_TYPE,
                        windowVolume.id(),
                        "the volume is not attached to " + windowVolume.instance(),
                        "window " + other.name() + " attaches it to another instance, where it stays",
                        "give each window its own volume"));
    }

    /** Those of the window, and those of its slots as soon as they have an interface. */
    public List<WindowAddress> addresses(OccurrenceRecord entry) {
        StreamingWindow window = windows.find(entry.window());
        if (window == null || window.windowResources().launches().isEmpty()) {
            return window == null ? List.of() : window.windowResources().addresses();
        }
        List<WindowAddress> addresses = new ArrayList<>(window.windowResources().addresses());
        for (LaunchSlot slot : window.windowResources().launches()) {
            Optional<SlotLaunch> launch =
                    launched(entry, slot).filter(last -> !last.eni().isEmpty());
            slot.address()
                    .ifPresent(
                            eip -> launch.ifPresent(last -> addresses.add(new WindowAddress(eip, last.eni(), null))));
        }
        return addresses;
    }

    /** The instant before which no address is associated. */
    public Instant addressesFrom(OccurrenceRecord entry) {
        StreamingWindow window = windows.find(entry.window());
        return window == null ? Instant.MIN : window.windowTimings().addressesFrom(entry.start());
    }

    private static Optional<SlotLaunch> launched(OccurrenceRecord entry, LaunchSlot slot) {
        return entry.lastLaunch(slot.name()).filter(last -> last.phase() == SlotLaunch.Phase.LAUNCHED);
    }

    /** Those of the window, and those of its slots as soon as their instances are known. */
    public List<WindowVolume> volumes(OccurrenceRecord entry) {
        StreamingWindow window = windows.find(entry.window());
        if (window == null) {
            return List.of();
        }
        List<WindowVolume> volumes = new ArrayList<>(window.windowResources().volumes());
        for (LaunchSlot slot : window.windowResources().launches()) {
            launched(entry, slot).ifPresent(last -> volumes.addAll(slot.volumesOn(last.instanceId())));
        }
        return volumes;
    }

    /** Allocation ids of open occurrences, as soon as one of their instances runs. */
    Set<String> timelyAddresses(List<OccurrenceRecord> entries, PlanInput planInput) {
        Set<String> ids = new TreeSet<>();
        for (OccurrenceRecord entry : entries) {
            if (entry.isOpen(planInput.now()) && AddressDecisionRules.isTimely(planInput, entry)) {
                addresses(entry).forEach(windowAddress -> ids.add(windowAddress.eip()));
            }
        }
        return ids;
    }

    /** Ids of volumes of open occurrences whose instance runs. */
    Set<String> timelyVolumes(List<OccurrenceRecord> entries, PlanInput planInput) {
        Set<String> ids = new TreeSet<>();
        for (OccurrenceRecord entry : entries) {
            if (entry.isOpen(planInput.now())) {
                volumes(entry).stream()
                        .filter(windowVolume -> VolumeDecisionRules.isTimely(planInput, windowVolume))
                        .forEach(windowVolume -> ids.add(windowVolume.id()));
            }
        }
        return ids;
    }
}
