package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.StateFileIntegrity;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.DescribedInstances;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds declared instances that run although no window needs them, after the journal was lost: it is no longer known whether
 * a window started them. Each raises an alert until it is off or needed; nothing is stopped. No calls are made once none is
 * left. Not thread-safe; guarded by its owner's lock.
 */
final class InstancesAfterJournalLoss {
    private static final Logger LOG = LoggerFactory.getLogger(InstancesAfterJournalLoss.class);

    private final StateFileIntegrity file;
    private final WindowPorts windowPorts;
    private final Map<AccountRegion, Map<String, String>> toAsk = new LinkedHashMap<>();
    private final Set<String> told = new TreeSet<>();
    private boolean isDone;

    InstancesAfterJournalLoss(List<StreamingWindow> windows, StateFileIntegrity file, WindowPorts windowPorts) {
        this.file = file;
        this.windowPorts = windowPorts;
        if (file.loss().isPresent()) {
            windows.stream()
                    .filter(window -> !window.isGuard())
                    .forEach(window -> window.windowResources()
                            .instances()
                            .forEach(id -> toAsk.computeIfAbsent(
                                            window.windowResources().accountRegion(), accountRegion -> new TreeMap<>())
                                    .putIfAbsent(id, window.name())));
        }
    }

    /**
     * Checks the instances that belong to no occurrence. Those that an open occurrence needs are settled. Those of a closing
     * occurrence are checked after it has ended, because a truncated journal may not say whether it stops them.
     *
     * @param unfinished what is open or closing now
     */
    void check(List<OccurrenceRecord> unfinished, Instant now) {
        Set<String> wanted = instances(unfinished.stream().filter(entry -> entry.isOpen(now)));
        Set<String> closing = instances(unfinished.stream().filter(entry -> !entry.isOpen(now)));
        toAsk.forEach((accountRegion, there) -> {
            List.copyOf(there.keySet()).stream().filter(wanted::contains).forEach(id -> settled(there, id));
            ask(accountRegion, there, closing);
        });
        toAsk.values().removeIf(Map::isEmpty);
        if (toAsk.isEmpty() && !isDone) {
            isDone = true;
            file.asked();
        }
    }

    private static Set<String> instances(Stream<OccurrenceRecord> entries) {
        return entries.flatMap(entry -> entry.claims().entrySet().stream())
                .filter(claim -> claim.getValue().claimPhase() != ClaimPhase.RELEASED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Checks the instances in one account and region; if the call fails, the next pass repeats it. */
    private void ask(AccountRegion accountRegion, Map<String, String> there, Set<String> closing) {
        List<String> asked =
                there.keySet().stream().filter(id -> !closing.contains(id)).toList();
        if (asked.isEmpty()) {
            return;
        }
        DescribedInstances describedInstances;
        try {
            describedInstances = windowPorts.ec2().at(accountRegion).describe(asked);
        } catch (Ec2CallException e) {
            LOG.warn("can't see what runs since the journal was lost reason=\"{}\"", e.getMessage());
            return;
        }
        for (String id : asked) {
            Optional<InstanceState> state = describedInstances.instance(id).map(Instance::state);
            if (state.filter(InstanceState.RUNNING::equals).isPresent()) {
                alert(id, String.valueOf(there.get(id)));
            } else if (!state.filter(now -> now == InstanceState.PENDING || now == InstanceState.STOPPING)
                    .isPresent()) {
                settled(there, id);
            }
        }
    }

    private void alert(String id, String window) {
        if (!told.add(id)) {
            return;
        }
        Problem problem = new Problem(
                WindowProblemCode.RUNS_AFTER_LOSS,
                id,
                "it runs although no window needs it now",
                "the service's journal was lost, so it doesn't know whether " + window
                        + " started it or changed its type",
                "stop it if it is not needed");
        LOG.error("{} window={}", problem.line(), window);
        windowPorts.alerts().raise(new AlertKey(StateFileIntegrity.AREA, window, id), AlertSeverity.ERROR, problem);
    }

    private void settled(Map<String, String> there, String id) {
        String window = String.valueOf(there.remove(id));
        told.remove(id);
        windowPorts.alerts().clear(new AlertKey(StateFileIntegrity.AREA, window, id)); // maybe of an earlier process
    }
}
