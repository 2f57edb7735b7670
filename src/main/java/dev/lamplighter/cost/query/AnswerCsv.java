package dev.lamplighter.cost.query;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** CSV as Athena writes it: every value in quotes, NULL as nothing at all, lines end in LF. */
final class AnswerCsv {
    private AnswerCsv() {}

    static String of(List<List<@Nullable String>> lines) {
        StringBuilder csv = new StringBuilder();
        for (List<@Nullable String> line : lines) {
            csv.append(line.stream().map(AnswerCsv::field).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return csv.toString();
    }

    private static String field(@Nullable String value) {
        return value == null ? "" : '"' + value.replace("\"", "\"\"") + '"';
    }
}
