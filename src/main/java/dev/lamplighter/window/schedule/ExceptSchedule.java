package dev.lamplighter.window.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leaves out the occurrences of a schedule that start on some dates of its wall clock. An occurrence that started the
 * evening before is not affected.
 *
 * @param rule the schedule itself; not another exception
 * @param except the dates, each with the name of the calendar that has it
 */
public record ExceptSchedule(Schedule rule, Map<LocalDate, String> except) implements Schedule {
    public ExceptSchedule {
        except = Map.copyOf(except);
        if (rule instanceof ExceptSchedule) {
            throw new IllegalArgumentException("an exception must not contain another exception");
        }
    }

    @Override
    public ZoneId zone() {
        return rule.zone();
    }

    @Override
    public List<Occurrence> occurrences(Instant from, Instant to) {
        return rule.occurrences(from, to).stream()
                .filter(occurrence -> calendarOf(occurrence).isEmpty())
                .toList();
    }

    /** The calendar that keeps an occurrence of {@link #rule} from opening. */
    public Optional<String> calendarOf(Occurrence occurrence) {
        return Optional.ofNullable(except.get(occurrence.start().atZone(zone()).toLocalDate()));
    }
}
