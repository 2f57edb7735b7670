package dev.lamplighter.window.calendar;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads dates from a CSV file: from the column titled {@code date}, or from the first column if there are no titles. Empty
 * lines and lines that begin with {@code #} are ignored.
 */
final class CsvCalendarReader {
    private static final int MOST_PROBLEMS = 5;

    private CsvCalendarReader() {}

    static CalendarReading read(String file, byte[] bytes) throws CalendarRefusedException {
        Set<LocalDate> dates = new TreeSet<>();
        List<Problem> problems = new ArrayList<>();
        int unread = 0;
        int column = 0;
        boolean first = true;
        for (TextLines lines = TextLines.plain(bytes); lines.hasNext(); ) {
            TextLines.Line line = lines.next();
            String text = line.text().strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            List<String> cells = cells(text);
            int titled = first ? titles(cells).indexOf("date") : -1;
            first = false;
            if (titled >= 0) {
                column = titled;
                continue;
            }
            String cell = column < cells.size() ? cells.get(column) : "";
            try {
                dates.add(date(cell));
            } catch (CalendarRefusedException e) {
                unread++;
                if (unread <= MOST_PROBLEMS) {
                    problems.add(e.at(file + ":" + line.number() + ":1", "date \"" + cell + "\""));
                }
            }
        }
        if (unread > MOST_PROBLEMS) {
            problems.add(refusedDate().at(file, (unread - MOST_PROBLEMS) + " more lines"));
        }
        if (dates.isEmpty() && unread == 0) {
            throw new CalendarRefusedException(
                    WindowProblemCode.CALENDAR_EMPTY,
                    "it has no dates" + CalendarFiles.CONSEQUENCE,
                    "write one date a line, as in 2026-12-25");
        }
        return new CalendarReading(CalendarDays.of(dates), problems, List.of());
    }

    private static LocalDate date(String text) throws CalendarRefusedException {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 2000 && date.getYear() < 2100) {
                return date;
            }
        } catch (DateTimeException e) {
            // the refusal below says what is allowed
        }
        throw refusedDate();
    }

    private static CalendarRefusedException refusedDate() {
        return new CalendarRefusedException(
                WindowProblemCode.NO_DATE, "not a date between 2000 and 2099", "write it as in 2026-12-25");
    }

    private static List<String> titles(List<String> cells) {
        return cells.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
    }

    /** The cells of a line, which are separated by commas, semicolons or tabs; quotes around a cell are removed. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == ';' || c == '\t')) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
