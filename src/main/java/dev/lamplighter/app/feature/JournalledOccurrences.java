package dev.lamplighter.app.feature;

import dev.lamplighter.cost.stream.Occurrence;
import dev.lamplighter.cost.stream.Occurrences;
import dev.lamplighter.window.operate.PastOccurrence;
import dev.lamplighter.window.operate.WindowOperations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Lists the occurrences in the windows' journal for the costs; none while there are no windows. */
public record JournalledOccurrences(Supplier<Optional<WindowOperations>> windows) implements Occurrences {
    @Override
    public List<Occurrence> between(Instant from, Instant to) {
        return windows.get().map(operations -> operations.occurrences(from, to)).orElse(List.of()).stream()
                .map(JournalledOccurrences::occurrence)
                .toList();
    }

    private static Occurrence occurrence(PastOccurrence past) {
        return new Occurrence(past.window(), past.begun(), past.opened(), past.closed(), past.resources());
    }
}
