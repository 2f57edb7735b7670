package dev.lamplighter.cost.query;

import dev.lamplighter.cost.answer.QueryAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads kept answers back, with what their query's header says of them. */
final class KeptAnswers {
    private KeptAnswers() {}

    /** @param name of the answer's files */
    static QueryAnswer read(NamedQuery query, String name, Instant askedAt, Path file, List<String> changes)
            throws IOException {
        List<List<@Nullable String>> lines = AnswerCsv.read(Files.readString(file));
        return new QueryAnswer(
                name,
                query.purpose(),
                askedAt.truncatedTo(ChronoUnit.SECONDS).toString(),
                file.toString(),
                query.alerts().stream()
                        .filter(AlertRule.Threshold.class::isInstance)
                        .map(AlertRule.Threshold.class::cast)
                        .filter(rule -> rule.side() == AlertRule.Side.BELOW)
                        .map(rule -> new QueryAnswer.Threshold(rule.column(), rule.limit(), rule.until()))
                        .toList(),
                lines.isEmpty() ? List.of() : QueryAnswer.columns(lines.get(0), query.declaredColumns()),
                lines.isEmpty() ? List.of() : lines.subList(1, lines.size()),
                changes);
    }
}
