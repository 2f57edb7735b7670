package dev.lamplighter.cost.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes and reads CSV as Athena writes it: every value in quotes, NULL as nothing at all, lines end in LF. */
public final class AnswerCsv {
    private AnswerCsv() {}

    public static String of(List<List<@Nullable String>> lines) {
        StringBuilder csv = new StringBuilder();
        for (List<@Nullable String> line : lines) {
            csv.append(line.stream().map(AnswerCsv::field).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return csv.toString();
    }

    /** Reads the lines that {@link #of} wrote. */
    public static List<List<@Nullable String>> read(String csv) {
        List<List<@Nullable String>> lines = new ArrayList<>();
        List<@Nullable String> line = new ArrayList<>();
        int at = 0;
        while (at < csv.length()) {
            StringBuilder value = new StringBuilder();
            boolean quoted = csv.charAt(at) == '"';
            if (quoted) {
                at++;
                while (csv.charAt(at) != '"' || csv.startsWith("\"\"", at)) {
                    at += csv.charAt(at) == '"' ? 1 : 0;
                    value.append(csv.charAt(at++));
                }
                at++;
            }
            line.add(quoted ? value.toString() : null);
            if (csv.charAt(at) == '\n') {
                lines.add(line);
                line = new ArrayList<>();
            }
            at++;
        }
        return lines;
    }

    private static String field(@Nullable String value) {
        return value == null ? "" : '"' + value.replace("\"", "\"\"") + '"';
    }
}
