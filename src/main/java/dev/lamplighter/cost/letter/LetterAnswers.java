package dev.lamplighter.cost.letter;

import dev.lamplighter.base.DurationText;
import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.query.AnswerHistory;
import dev.lamplighter.cost.query.NamedQueries;
import dev.lamplighter.cost.query.NamedQuery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the latest kept answers that a letter is made of, and says how old they are or what is missing. */
final class LetterAnswers {
    /** Before the names that the queries had for FOCUS tables in earlier versions. */
    private static final String FORMER = "focus-";

    private static final String MONTH = "billing_period";

    private final AnswerHistory history;
    private final NamedQueries queries;
    private final LetterRequest request;
    private final Instant now;

    LetterAnswers(AnswerHistory history, NamedQueries queries, LetterRequest request, Instant now) {
        this.history = history;
        this.queries = queries;
        this.request = request;
        this.now = now;
    }

    /**
     * The latest answer of a shipped query, under whatever name it was kept, without the months after the letter's.
     *
     * @return an answer without rows if the month isn't in it; nothing if none is kept
     */
    Optional<QueryAnswer> latest(String query) throws IOException {
        QueryAnswer newest = null;
        for (String name : List.of(query, FORMER + query)) {
            QueryAnswer answer = kept(query, name);
            if (answer != null && (newest == null || answer.askedAt().compareTo(newest.askedAt()) > 0)) {
                newest = answer;
            }
        }
        return Optional.ofNullable(newest).map(this::upToTheMonth);
    }

    /** Under a name that is no query's any more lie the answers of the query that has replaced it. */
    private @Nullable QueryAnswer kept(String query, String name) throws IOException {
        Optional<NamedQuery> described = queries.named(name).or(() -> queries.named(query));
        return described.isEmpty()
                ? null
                : history.latest(described.get(), name + request.suffix()).orElse(null);
    }

    private QueryAnswer upToTheMonth(QueryAnswer answer) {
        String month = request.month().toString();
        boolean hasMonths = answer.index(MONTH) >= 0;
        boolean isThere = answer.rows().stream().anyMatch(row -> Objects.equals(answer.value(row, MONTH), month));
        return answer.withRows(answer.rows().stream()
                .filter(row -> !hasMonths || (isThere && isUpTo(answer.value(row, MONTH), month)))
                .toList());
    }

    private static boolean isUpTo(@Nullable String value, String month) {
        return value != null && value.compareTo(month) <= 0;
    }

    /** The rows of the letter's month alone. */
    List<List<@Nullable String>> ofTheMonth(QueryAnswer answer) {
        return answer.rows().stream()
                .filter(row ->
                        Objects.equals(answer.value(row, MONTH), request.month().toString()))
                .toList();
    }

    /** Where numbers come from and how old they are, or why there are none. */
    String note(String query, Optional<QueryAnswer> answer) {
        if (answer.isEmpty()) {
            return "No answer of the query " + query + " is kept.";
        }
        Instant askedAt = Instant.parse(answer.get().askedAt());
        String source = "the query " + answer.get().query() + ", asked " + LetterWords.moment(askedAt) + ", "
                + DurationText.rough(Duration.between(askedAt, now)) + " ago";
        return answer.get().rows().isEmpty()
                ? "Nothing of " + LetterWords.month(request.month()) + " is in " + source + "."
                : "From " + source + ".";
    }

    YearMonth month() {
        return request.month();
    }
}
