package dev.lamplighter.window.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** Opens once, between two wall-clock times. */
public record OneOffSchedule(LocalDateTime from, LocalDateTime to, ZoneId zone) implements Schedule {
    public OneOffSchedule {
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("to must be after from, got " + from + " to " + to);
        }
    }

    public Occurrence occurrence() {
        return Occurrences.between(from, to, zone);
    }

    @Override
    public List<Occurrence> occurrences(Instant from, Instant to) {
        Occurrence only = occurrence();
        return only.overlaps(from, to) ? List.of(only) : List.of();
    }
}
