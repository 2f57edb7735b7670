package dev.lamplighter.window.completeness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What EC2 did over time, as EC2 itself knows it: states of instances, interfaces of addresses, calls, and when the service ran.
 * As text a line each: {@code 2026-11-22T14:20:00Z i-0123 running}, {@code ... eipalloc-0123 eni-0123} ({@code -} for none),
 * {@code ... service down}, {@code ... call StartInstances i-0123 ok}.
 */
public final class Ledger {
    private static final String SERVICE = "service";

    private final Map<String, NavigableMap<Instant, String>> states = new TreeMap<>();
    private final List<Call> calls = new ArrayList<>();

    /** One call of the service, whether EC2 answered or not. */
    record Call(Instant at, String operation, String resource, boolean answered) {}

    /** From a text as above. */
    public static Ledger parse(List<String> lines) {
        Ledger ledger = new Ledger();
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", -1);
            if (words[1].equals("call")) {
                String resource = words.length > 4 ? words[3] : "";
                ledger.called(Instant.parse(words[0]), words[2], resource, words[words.length - 1].equals("ok"));
            } else {
                ledger.note(Instant.parse(words[0]), words[1], words[2]);
            }
        }
        return ledger;
    }

    /** As text, the earliest first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        states.forEach((resource, its) -> its.forEach((at, state) -> lines.add(at + " " + resource + " " + state)));
        calls.forEach(call -> lines.add("%s call %s %s %s"
                .formatted(call.at(), call.operation(), call.resource(), call.answered() ? "ok" : "failed")
                .replaceAll(" +", " ")));
        lines.sort(Comparator.comparing(line -> Instant.parse(line.substring(0, line.indexOf(' ')))));
        return lines;
    }

    /** From {@code at} on. */
    public void note(Instant at, String resource, String state) {
        NavigableMap<Instant, String> its = states.computeIfAbsent(resource, id -> new TreeMap<>());
        Map.Entry<Instant, String> before = its.floorEntry(at);
        if (before == null || !before.getValue().equals(state)) {
            its.put(at, state);
        }
    }

    /** From {@code at} on it is there, nobody holds it and it can know what time it is; or not. */
    public void service(Instant at, boolean runs) {
        note(at, SERVICE, runs ? "up" : "down");
    }

    public void called(Instant at, String operation, String resource, boolean answered) {
        calls.add(new Call(at, operation, resource, answered));
    }

    List<Call> calls() {
        return calls;
    }

    String state(String resource, Instant at) {
        Map.Entry<Instant, String> entry =
                states.getOrDefault(resource, new TreeMap<>()).floorEntry(at);
        return entry == null ? "" : entry.getValue();
    }

    boolean isOn(String instance, Instant at) {
        String state = state(instance, at);
        return state.equals("running") || state.equals("pending");
    }

    /** Every instant in {@code (from, to]} at which something about one of the resources changed, both ends included. */
    List<Instant> changes(List<String> resources, Instant from, Instant to) {
        TreeMap<Instant, Boolean> found = new TreeMap<>(Map.of(from, true));
        found.put(to, true);
        for (String resource : resources) {
            states.getOrDefault(resource, new TreeMap<>())
                    .subMap(from, false, to, true)
                    .keySet()
                    .forEach(at -> found.put(at, true));
        }
        return List.copyOf(found.keySet());
    }

    /** Since when an instance has been on without a break. */
    Instant onSince(String instance, Instant at) {
        Instant since = at;
        for (Map.Entry<Instant, String> entry : states.getOrDefault(instance, new TreeMap<>())
                .headMap(at, true)
                .descendingMap()
                .entrySet()) {
            if (!entry.getValue().equals("running") && !entry.getValue().equals("pending")) {
                break;
            }
            since = entry.getKey();
        }
        return since;
    }

    /** The first instant at which the service has run for {@code patience} at a stretch since {@code from}. */
    Instant ranFor(Instant from, java.time.Duration patience) {
        Instant begin = state(SERVICE, from).equals("down") ? null : from;
        for (Map.Entry<Instant, String> entry : states.getOrDefault(SERVICE, new TreeMap<>())
                .tailMap(from, false)
                .entrySet()) {
            if (begin != null && !entry.getKey().isBefore(begin.plus(patience))) {
                break;
            }
            begin = entry.getValue().equals("down") ? null : entry.getKey();
        }
        return begin == null ? Instant.MAX : begin.plus(patience);
    }
}
