package dev.lamplighter.window.plan;

import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaves out the decisions about machines that only the load wants: a window is ready without them, and not again late with them. */
public final class NeededDecisions {
    private NeededDecisions() {}

    /**
     * The decisions that say whether an occurrence is ready; a problem always says so.
     *
     * @param window null if it is no longer declared
     */
    public static List<Decision> of(
            List<Decision> decisions, OccurrenceRecord entry, @Nullable StreamingWindow window) {
        Set<String> extra = extra(entry, window);
        return decisions.stream()
                .filter(decision -> !(decision instanceof ScaleDecision))
                .filter(decision -> decision.action() == Action.ALERT || !extra.contains(decision.resource()))
                .toList();
    }

    private static Set<String> extra(OccurrenceRecord entry, @Nullable StreamingWindow window) {
        Set<String> extra = new HashSet<>();
        List<LaunchSlot> slots =
                window == null ? List.of() : window.windowResources().launches();
        for (LaunchSlot slot : slots) {
            if (slot.isBeyondMinimum()) {
                extra.add(LaunchRules.resource(entry.window(), slot.name()));
                slot.address().ifPresent(extra::add);
            }
        }
        for (SlotLaunch launch : entry.launches()) {
            Optional<LaunchSlot> slot = slots.stream()
                    .filter(one -> one.name().equals(launch.slot()))
                    .findFirst();
            if (entry.drain(launch).isPresent()
                    || slot.filter(LaunchSlot::isBeyondMinimum).isPresent()) {
                extra.add(launch.instanceId());
            }
        }
        return extra;
    }
}
