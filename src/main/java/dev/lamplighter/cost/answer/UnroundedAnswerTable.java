package dev.lamplighter.cost.answer;

import dev.lamplighter.base.CountText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes an answer with every digit, in columns as wide as their longest value, then what changed. */
public final class UnroundedAnswerTable {
    private static final int CHANGES_SHOWN = 20;

    private UnroundedAnswerTable() {}

    public static List<String> lines(QueryAnswer answer) {
        List<String> lines = new ArrayList<>(aligned(answer.lines()));
        lines.add("");
        lines.add(answer.query() + ": " + CountText.of(answer.rows().size(), "row") + ", kept in " + answer.file());
        answer.changes().stream().limit(CHANGES_SHOWN).forEach(change -> lines.add("changed  " + change));
        return lines;
    }

    private static List<String> aligned(List<List<@Nullable String>> cells) {
        int columns = cells.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        cells.forEach(line -> {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], text(line.get(i)).length());
            }
        });
        return cells.stream()
                .map(line -> {
                    StringBuilder row = new StringBuilder();
                    for (int i = 0; i < line.size(); i++) {
                        String text = text(line.get(i));
                        row.append(text).append(" ".repeat(widths[i] - text.length() + 2));
                    }
                    return row.toString().stripTrailing();
                })
                .toList();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
