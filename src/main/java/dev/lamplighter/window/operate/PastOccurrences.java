package dev.lamplighter.window.operate;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowResources;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.StateInterval;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Lists the occurrences that the journal has of a time. */
final class PastOccurrences {
    private final WindowsSnapshot windowsSnapshot;
    private final List<OccurrenceRecord> entries;
    private final List<StateInterval> spans;

    PastOccurrences(WindowsSnapshot windowsSnapshot, Instant from, Instant to) {
        this.windowsSnapshot = windowsSnapshot;
        entries = windowsSnapshot.journal().overlapping(from, to).stream()
                .map(windowsSnapshot.overrides()::applied)
                .toList();
        spans = windowsSnapshot.journal().spans().overlapping(from, to);
    }

    /** Those that have begun and have a length, by start. */
    List<PastOccurrence> list() {
        return entries.stream()
                .filter(entry -> !entry.isGuard() && entry.start().isBefore(windowsSnapshot.now()))
                .filter(entry -> entry.end().isAfter(entry.start()))
                .map(this::occurrence)
                .sorted(Comparator.comparing(PastOccurrence::opened).thenComparing(PastOccurrence::window))
                .toList();
    }

    private PastOccurrence occurrence(OccurrenceRecord entry) {
        List<StateInterval> its = spans.stream()
                .filter(one ->
                        one.window().equals(entry.window()) && one.opensAt().equals(entry.start()))
                .toList();
        Instant begun = its.stream()
                .filter(StateInterval::isOfInstance)
                .map(StateInterval::began)
                .filter(began -> began.isBefore(entry.start()))
                .min(Comparator.naturalOrder())
                .orElse(entry.start());
        Instant now = windowsSnapshot.now();
        return new PastOccurrence(
                entry.window(),
                begun,
                entry.start(),
                entry.end().isBefore(now) ? entry.end() : now,
                resources(entry, its));
    }

    private Set<String> resources(OccurrenceRecord entry, List<StateInterval> its) {
        Set<String> ids = new TreeSet<>(entry.claims().keySet());
        its.stream().filter(StateInterval::isOfAddress).map(StateInterval::what).forEach(ids::add);
        windowsSnapshot.windows().stream()
                .filter(window -> window.name().equals(entry.window()))
                .map(StreamingWindow::windowResources)
                .forEach(declared -> addDeclared(declared, ids));
        return ids;
    }

    private static void addDeclared(WindowResources declared, Set<String> ids) {
        declared.volumes().forEach(volume -> ids.add(volume.id()));
        declared.launches().stream()
                .flatMap(slot -> slot.volumes().stream())
                .flatMap(volume -> volume.existing().stream())
                .forEach(ids::add);
        declared.addresses().forEach(address -> ids.addAll(List.of(address.eip(), address.eni())));
    }
}
