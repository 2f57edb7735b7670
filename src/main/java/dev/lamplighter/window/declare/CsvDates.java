package dev.lamplighter.window.declare;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Dates in CSV: the column titled {@code date}, or the first one where no line of titles stands. Empty lines and those that
 * begin with {@code #} say nothing.
 */
final class CsvDates {
    private CsvDates() {}

    static Set<LocalDate> read(List<String> lines, Problems problems) {
        Set<LocalDate> dates = new TreeSet<>();
        int column = 0;
        boolean first = true;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replace("\uFEFF", "").strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> cells = cells(line);
            int titled = first ? titles(cells).indexOf("date") : -1;
            first = false;
            if (titled >= 0) {
                column = titled;
                continue;
            }
            String cell = column < cells.size() ? cells.get(column) : "";
            try {
                dates.add(ScalarParsers.date(cell));
            } catch (InvalidValueException e) {
                problems.addAtLine(i + 1, "date \"" + cell + "\"", e);
            }
        }
        return dates;
    }

    private static List<String> titles(List<String> cells) {
        return cells.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
    }

    /** Cells between commas, semicolons or tabs; those in quotes without their quotes. */
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
