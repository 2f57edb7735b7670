package dev.lamplighter.sandbox;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an answer as the service keeps it: CSV with a header.
 *
 * @param rows each as long as the header
 */
record AnswerTable(List<String> header, List<List<String>> rows) {
    static AnswerTable parse(String csv) {
        List<List<String>> rows = csv.lines().map(AnswerTable::fields).toList();
        return new AnswerTable(rows.get(0), rows.subList(1, rows.size()));
    }

    /** Exact sum of a column; empty cells count as nothing. */
    BigDecimal sum(String column) {
        int index = header.indexOf(column);
        return rows.stream()
                .map(row -> row.get(index))
                .filter(cell -> !cell.isEmpty())
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Header and first rows in columns. */
    List<String> lines(int most) {
        List<List<String>> shown = new ArrayList<>(List.of(header));
        shown.addAll(rows.subList(0, Math.min(most, rows.size())));
        List<String> lines = new ArrayList<>();
        for (List<String> row : shown) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < header.size(); i++) {
                int column = i;
                int width = shown.stream()
                        .mapToInt(cells -> cells.get(column).length())
                        .max()
                        .orElse(0);
                line.append(("%-" + Math.max(1, width) + "s  ").formatted(row.get(i)));
            }
            lines.add(line.toString().stripTrailing());
        }
        if (rows.size() > most) {
            lines.add("... " + (rows.size() - most) + " more");
        }
        return lines;
    }

    /** RFC 4180 without line breaks in fields: tag values of the sandbox's answers have none. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
