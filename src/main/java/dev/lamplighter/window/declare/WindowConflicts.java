package dev.lamplighter.window.declare;

import dev.lamplighter.base.DurationText;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Finds conflicts between windows in the year ahead: an Elastic IP or a volume that is wanted at two places, which one of
 * the windows then does without (see {@link ResourcePrecedence}), and leads that are too long for the gap before them, which
 * are shortened. No window is set aside for a conflict. Only the first {@link #MOST} occurrences of a window are checked.
 */
final class WindowConflicts {
    private static final Duration AHEAD = Duration.ofDays(366);
    private static final Duration STRETCH = Duration.ofDays(28);
    private static final int MOST = 20_000;

    private final Instant from;
    private final Problems problems;
    private final Problems remarks;

    /**
     * @param problems takes the addresses and volumes that a window does without
     * @param remarks takes the leads that are shortened
     */
    WindowConflicts(Instant from, Problems problems, Problems remarks) {
        this.from = from;
        this.problems = problems;
        this.remarks = remarks;
    }

    void tell(List<LocatedWindow> declared) {
        List<StreamingWindow> windows = declared.stream()
                .map(LocatedWindow::window)
                .filter(window -> !window.isGuard())
                .toList();
        ResourcePrecedence resourcePrecedence = new ResourcePrecedence(windows);
        Map<String, OverlappingLeads.Gap> gaps = OverlappingLeads.find(windows, from, from.plus(AHEAD));
        for (LocatedWindow one : declared) {
            tellAddresses(one, resourcePrecedence);
            tellVolumes(one, resourcePrecedence);
            tellSlots(one, resourcePrecedence);
            Optional.ofNullable(gaps.get(one.name())).ifPresent(gap -> tellLead(one, gap));
        }
    }

    private void tellAddresses(LocatedWindow one, ResourcePrecedence resourcePrecedence) {
        List<WindowAddress> addresses = one.window().windowResources().addresses();
        for (int i = 0; i < addresses.size(); i++) {
            WindowAddress windowAddress = addresses.get(i);
            Node node = one.addresses().get(i);
            tellAddress(one, windowAddress.eip(), node, resourcePrecedence.ahead(one.window(), windowAddress));
        }
    }

    private void tellAddress(LocatedWindow one, String eip, Node node, List<StreamingWindow> ahead) {
        for (StreamingWindow other : ahead) {
            Optional<Instant> moment = firstCommon(one.window(), other);
            if (moment.isPresent()) {
                problems.add(node, "address " + eip, takenAddress(other, moment.get()));
                return;
            }
        }
    }

    private void tellSlots(LocatedWindow one, ResourcePrecedence resourcePrecedence) {
        List<LaunchSlot> slots = one.window().windowResources().launches();
        for (int i = 0; i < slots.size(); i++) {
            Node address = one.slotAddresses().get(i);
            slots.get(i)
                    .address()
                    .ifPresent(
                            eip -> tellAddress(one, eip, address, resourcePrecedence.aheadOfSlot(one.window(), eip)));
            Node volumes = one.slotVolumes().get(i);
            for (SlotVolume volume : slots.get(i).volumes()) {
                volume.existing()
                        .ifPresent(id -> tellSlotVolume(
                                one, id, volumes, resourcePrecedence.aheadOfSlotVolume(one.window(), id)));
            }
        }
    }

    private void tellSlotVolume(LocatedWindow one, String volume, Node node, List<StreamingWindow> ahead) {
        for (StreamingWindow other : ahead) {
            boolean isForGood = other.windowResources().volumes().stream()
                    .anyMatch(theirs -> theirs.id().equals(volume));
            Optional<Instant> moment = firstCommon(one.window(), other);
            if (isForGood || moment.isPresent()) {
                problems.add(
                        node,
                        "volume " + volume,
                        new InvalidValueException(
                                WindowProblemCode.BAD_VOLUME_OR_TYPE,
                                "window " + other.name() + " attaches it to another instance"
                                        + (isForGood
                                                ? ", where it stays"
                                                : " at the same time, first at " + moment.get()),
                                "give each its own volume"));
                return;
            }
        }
    }

    private void tellVolumes(LocatedWindow one, ResourcePrecedence resourcePrecedence) {
        List<WindowVolume> volumes = one.window().windowResources().volumes();
        for (int i = 0; i < volumes.size(); i++) {
            WindowVolume windowVolume = volumes.get(i);
            Node node = one.volumes().get(i);
            resourcePrecedence
                    .ahead(one.window(), windowVolume)
                    .ifPresent(other -> problems.add(
                            node,
                            "volume " + windowVolume.id(),
                            new InvalidValueException(
                                    WindowProblemCode.BAD_VOLUME_OR_TYPE,
                                    "window " + other.name() + " attaches it to another instance, where it stays, so "
                                            + one.name() + " does without it",
                                    "give each its own volume")));
        }
    }

    private void tellLead(LocatedWindow one, OverlappingLeads.Gap gap) {
        remarks.add(
                one.lead(),
                "lead " + DurationText.written(one.window().windowTimings().lead()),
                new InvalidValueException(
                        WindowProblemCode.LEAD_SHORTENED,
                        "it begins before the previous window on the same instance has ended, so it is shortened to "
                                + DurationText.words(gap.length()) + " before " + gap.start(),
                        "nothing has to be done; a shorter lead says the same"));
    }

    /** The first moment at which the machines of both windows are needed; empty if there is none. */
    private Optional<Instant> firstCommon(StreamingWindow one, StreamingWindow other) {
        Instant until = from.plus(AHEAD);
        int looked = 0;
        for (Instant at = from; at.isBefore(until) && looked < MOST; at = at.plus(STRETCH)) {
            List<Occurrence> mine = one.wanted(at, at.plus(STRETCH));
            List<Occurrence> theirs = other.wanted(at, at.plus(STRETCH));
            looked += mine.size() + theirs.size();
            int j = 0;
            for (Occurrence occurrence : mine) {
                while (j < theirs.size() && !theirs.get(j).end().isAfter(occurrence.start())) {
                    j++;
                }
                if (j < theirs.size() && theirs.get(j).start().isBefore(occurrence.end())) {
                    return Optional.of(Collections.max(List.of(theirs.get(j).start(), occurrence.start(), from))
                            .truncatedTo(ChronoUnit.SECONDS));
                }
            }
        }
        return Optional.empty();
    }

    private static InvalidValueException takenAddress(StreamingWindow other, Instant moment) {
        return new InvalidValueException(
                WindowProblemCode.ADDRESS_WANTED_TWICE,
                "window " + other.name() + " wants it on another interface at the same time, first at " + moment
                        + ", and keeps it then",
                "give each window its own address, or move one of them");
    }
}
