package dev.lamplighter.window;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.ReadyCheckDecision;
import dev.lamplighter.window.plan.ReadyPageDecisionRules;
import dev.lamplighter.window.ready.ReadyProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the ready checks of open occurrences. A check begins once everything else is in place and is repeated until it
 * passes. After that it is made again only if something was missing in between. Not thread-safe; guarded by its owner's
 * lock.
 */
public final class ReadyChecks {
    private final ReadyProbe probe;
    private final Map<String, Since> since = new HashMap<>();

    public ReadyChecks(ReadyProbe probe) {
        this.probe = probe;
    }

    /**
     * Decides about the ready check of an occurrence; empty if it has none, is ready already, or still lacks something else.
     *
     * @param others what was decided for the instances and addresses of the occurrence
     */
    public Optional<ReadyCheckDecision> decide(
            StreamingWindow window, OccurrenceRecord entry, List<Decision> others, Instant now) {
        boolean inPlace = others.stream().allMatch(decision -> decision.action() == Action.NONE);
        if (!inPlace || entry.phase() == Phase.OPEN) {
            since.remove(entry.window());
            return Optional.empty();
        }
        return window.windowPolicy().ready().map(check -> {
            Since first = since.computeIfAbsent(entry.window(), name -> new Since(entry.start(), now));
            if (!first.occurrence().equals(entry.start())) {
                first = new Since(entry.start(), now);
                since.put(entry.window(), first);
            }
            return ReadyPageDecisionRules.decide(
                    entry, check, probe.ask(check), Duration.between(first.instant(), now));
        });
    }

    public void forget() {
        since.clear();
    }

    /** When an occurrence had everything in place. */
    private record Since(Instant occurrence, Instant instant) {}
}
