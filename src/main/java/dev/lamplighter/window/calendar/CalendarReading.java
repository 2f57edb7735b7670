package dev.lamplighter.window.calendar;

import dev.lamplighter.base.Problem;
import java.util.List;

/**
 * Holds the result of reading a calendar file.
 *
 * @param problems what could not be read; it is missing from the days
 * @param remarks what covers fewer days than one might think
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
