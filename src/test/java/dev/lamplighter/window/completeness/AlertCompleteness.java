package dev.lamplighter.window.completeness;

import dev.lamplighter.window.completeness.WindowsYaml.Planned;
import dev.lamplighter.window.completeness.WindowsYaml.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges whether a person was told all that he had to be: reads only what EC2 did, windows.yaml and the alerts. Each occurrence
 * was ready in time, or its alert, naming it, had come by then; each machine that the service had on was off by end and grace,
 * or that was told by then; each occurrence that never was ready was told as missed.
 *
 * <p>"By then" leaves the service one look after the deadline ({@code patience}), counted from when it runs again if it did not
 * run. Pages and routes are not in the ledger, so windows with {@code ready} or {@code beforeReady} are judged by their machines
 * and addresses alone.
 */
public final class AlertCompleteness {
    private static final Set<String> NOT_READY = Set.of("WINDOW-111", "WINDOW-103", "WINDOW-165");
    private static final Set<String> NOT_OFF = Set.of("WINDOW-112");
    private static final Set<String> MISSED = Set.of("WINDOW-165");
    /** Tell that nobody knows what became of a window that was ready before. */
    private static final Set<String> UNKNOWN = Set.of("WINDOW-109");

    private final List<Window> windows;
    private final Ledger ledger;
    private final Map<String, List<Told>> told = new HashMap<>();
    private final Duration patience;
    private final List<String> objections = new ArrayList<>();

    private AlertCompleteness(String yaml, Ledger ledger, List<Told> told, Duration patience) {
        this.windows = WindowsYaml.read(yaml);
        this.ledger = ledger;
        this.patience = patience;
        told.stream()
                .sorted(Comparator.comparing(Told::at))
                .forEach(one -> this.told
                        .computeIfAbsent(one.place(), place -> new ArrayList<>())
                        .add(one));
    }

    /**
     * What a person should have been told and was not, a line each.
     *
     * @param yaml windows.yaml
     * @param patience what the service may take from a deadline to its alert: a pass or two, and what EC2 may lag behind itself
     * @param from occurrences whose lead begins before it are left out
     * @param to so are those whose grace ends after it
     */
    public static List<String> objections(
            String yaml, Ledger ledger, List<Told> told, Duration patience, Instant from, Instant to) {
        AlertCompleteness judge = new AlertCompleteness(yaml, ledger, told, patience);
        List<Planned> all = judge.windows.stream()
                .flatMap(window -> WindowsYaml.planned(window, from, to).stream())
                .sorted(Comparator.comparing(Planned::start))
                .toList();
        for (Planned planned : all) {
            boolean whole = !planned.leadFrom().isBefore(from)
                    && planned.offBy().plus(patience).isBefore(to);
            if (whole) {
                judge.expectReadyOrTold(planned, all);
                judge.expectMissedTold(planned);
                judge.expectOffOrTold(planned, all);
            }
        }
        return judge.objections;
    }

    private void expectReadyOrTold(Planned planned, List<Planned> all) {
        Instant deadline = beginsNotBefore(planned, all).orElse(planned.readyBy());
        Instant by = ledger.ranFor(deadline, patience);
        if (!by.isBefore(planned.end()) || isReadyWithin(planned, deadline, by)) {
            return; // over by then: the end is judged
        }
        boolean wasReady = isReadyWithin(planned, planned.leadFrom(), deadline);
        boolean isTold = isStanding(NOT_READY, planned, by) || (wasReady && isStanding(UNKNOWN, planned, by));
        if (!isTold) {
            objections.add(planned + " was not ready by " + deadline + " and nobody was told by " + by + ": "
                    + states(planned, by));
        }
    }

    /** A lead waits for the end of an occurrence before it on the same machine. */
    private static java.util.Optional<Instant> beginsNotBefore(Planned planned, List<Planned> all) {
        return all.stream()
                .filter(other -> !other.equals(planned) && shares(planned, other))
                .map(Planned::end)
                .filter(end -> end.isAfter(planned.readyBy()) && !end.isAfter(planned.start()))
                .max(Comparator.naturalOrder());
    }

    private static boolean shares(Planned one, Planned other) {
        return one.window().instances().stream().anyMatch(other.window().instances()::contains);
    }

    private void expectMissedTold(Planned planned) {
        Instant by = ledger.ranFor(planned.end(), patience);
        boolean wasReady = isReadyWithin(planned, planned.start(), planned.end());
        boolean respected = told.values().stream()
                .flatMap(List::stream)
                .anyMatch(one -> one.raised()
                        && one.code().equals("WINDOW-103")
                        && names(one, planned)
                        && !one.at().isAfter(planned.end())
                        && !one.at().isBefore(planned.leadFrom()));
        if (!wasReady && !respected && !by.equals(Instant.MAX) && !isTold(MISSED, planned, planned.end(), by)) {
            objections.add(planned + " was missed whole and nobody was told by " + by);
        }
    }

    private void expectOffOrTold(Planned planned, List<Planned> all) {
        Instant by = ledger.ranFor(planned.offBy(), patience);
        if (by.equals(Instant.MAX)) {
            return;
        }
        for (String instance : planned.window().instances()) {
            boolean needed = all.stream()
                    .filter(other ->
                            !other.equals(planned) && other.window().instances().contains(instance))
                    .anyMatch(other -> other.end().isAfter(planned.end())
                            && !other.leadFrom().isAfter(by));
            if (needed || !isOnThroughout(instance, planned.end(), by) || !isOurs(instance, planned)) {
                continue;
            }
            if (!isTold(NOT_OFF, planned, planned.offBy(), by)) {
                objections.add(instance + " of " + planned + " was not off by " + planned.offBy()
                        + " and nobody was told by " + by);
            }
        }
    }

    private boolean isOnThroughout(String instance, Instant from, Instant to) {
        return ledger.changes(List.of(instance), from, to).stream().allMatch(at -> ledger.isOn(instance, at));
    }

    /** The service started it, or has seen it running inside the occurrence twice. */
    private boolean isOurs(String instance, Planned planned) {
        Instant since = ledger.onSince(instance, planned.end());
        boolean started = ledger.calls().stream()
                .filter(call -> call.operation().equals("StartInstances")
                        && call.resource().equals(instance))
                .anyMatch(call -> Duration.between(call.at(), since).abs().compareTo(patience) <= 0);
        Instant seenFrom = since.isAfter(planned.leadFrom()) ? since : planned.leadFrom();
        long seen = ledger.calls().stream()
                .filter(call -> call.operation().equals("DescribeInstances") && call.answered())
                .filter(call ->
                        call.at().isAfter(seenFrom.plus(patience)) && call.at().isBefore(planned.end()))
                .limit(3)
                .count();
        return started || seen >= 3;
    }

    private boolean isReadyWithin(Planned planned, Instant from, Instant to) {
        return ledger.changes(planned.window().resources(), from, to).stream().anyMatch(at -> isReady(planned, at));
    }

    private boolean isReady(Planned planned, Instant at) {
        return planned.window().instances().stream()
                        .allMatch(id -> ledger.state(id, at).equals("running"))
                && planned.window().addresses().entrySet().stream()
                        .allMatch(address -> ledger.state(address.getKey(), at).equals(address.getValue()));
    }

    private String states(Planned planned, Instant at) {
        return planned.window().resources().stream()
                .map(resource -> resource + " " + ledger.state(resource, at))
                .toList()
                .toString();
    }

    /** Whether such an alert stands at an instant: was raised, and not cleared since. */
    private boolean isStanding(Set<String> codes, Planned planned, Instant at) {
        return told.values().stream().anyMatch(place -> {
            Told last = null;
            for (Told one : place) {
                last = one.at().isAfter(at) ? last : one;
            }
            return last != null && last.raised() && codes.contains(last.code()) && names(last, planned);
        });
    }

    /** Whether such an alert stood at any time of a stretch. */
    private boolean isTold(Set<String> codes, Planned planned, Instant from, Instant to) {
        return isStanding(codes, planned, from)
                || told.values().stream()
                        .flatMap(List::stream)
                        .filter(one -> !one.at().isBefore(from) && !one.at().isAfter(to))
                        .anyMatch(one -> one.raised() && codes.contains(one.code()) && names(one, planned));
    }

    /** A missed one has to name its time as well: it says nothing of any other. */
    private static boolean names(Told one, Planned planned) {
        boolean named = (" " + one.text() + " ")
                .matches(".*[^a-z0-9-]" + planned.window().name() + "[^a-z0-9-].*");
        return named
                && (!MISSED.contains(one.code())
                        || one.text().contains(planned.start().toString()));
    }
}
