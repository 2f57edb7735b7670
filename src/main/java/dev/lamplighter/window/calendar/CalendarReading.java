package dev.lamplighter.window.calendar;

import dev.lamplighter.base.Problem;
import java.util.List;

/**
 * A calendar's file as it was read.
 *
 * @param problems what could not be read; the days don't hold it
 * @param remarks what excepts less than one would think
 */
public record CalendarReading(CalendarDays days, List<Problem> problems, List<Problem> remarks) {
    public CalendarReading {
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    static CalendarReading refused(Problem problem) {
        return new CalendarReading(CalendarDays.NONE, List.of(problem), List.of());
    }
}
