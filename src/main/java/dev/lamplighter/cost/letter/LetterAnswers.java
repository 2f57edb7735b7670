package dev.lamplighter.cost.letter;

import dev.lamplighter.base.DeprecatedName;
import dev.lamplighter.base.DeprecatedNames;
import dev.lamplighter.base.DurationText;
import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.query.AnswerHistory;
import dev.lamplighter.cost.query.KeptStreamCosts;
import dev.lamplighter.cost.query.NamedQueries;
import dev.lamplighter.cost.query.NamedQuery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the latest kept answers that a letter is made of, and says how old they are or what is missing. */
final class LetterAnswers {
    private static final String MONTH = "billing_period";

    /** How old an answer may be while AWS still bills its month. */
    private static final Duration FRESH = Duration.ofDays(2);

    private static final int UNSETTLED_DAYS = 3;

    private final AnswerHistory history;
    private final NamedQueries queries;
    private final KeptStreamCosts streams;
    private final LetterRequest request;
    private final Instant now;
    private final Set<String> outOfDate = new TreeSet<>();

    LetterAnswers(
            AnswerHistory history, NamedQueries queries, KeptStreamCosts streams, LetterRequest request, Instant now) {
        this.history = history;
        this.queries = queries;
        this.streams = streams;
        this.request = request;
        this.now = now;
    }

    /** What the streams of the month cost, as it was last asked for; nothing if it never was. */
    Optional<QueryAnswer> streams() throws IOException {
        Optional<QueryAnswer> kept = streams.latest(request.month(), request.suffix());
        kept.ifPresent(this::judge);
        return kept;
    }

    /** Whether anybody has ever asked here what streams cost. */
    boolean hasStreams() throws IOException {
        return !streams.isEmpty();
    }

    /**
     * The latest answer of a shipped query, under whatever name it was kept, without the months after the letter's.
     *
     * @return an answer without rows if the month isn't in it; nothing if none is kept
     */
    Optional<QueryAnswer> latest(String query) throws IOException {
        QueryAnswer newest = null;
        List<String> names = new ArrayList<>(DeprecatedNames.before(DeprecatedName.Kind.QUERY, query));
        names.add(query);
        for (String name : names) {
            QueryAnswer answer = kept(query, name);
            if (answer != null && (newest == null || answer.askedAt().compareTo(newest.askedAt()) > 0)) {
                newest = answer;
            }
        }
        if (newest != null) {
            judge(newest);
        }
        return Optional.ofNullable(newest).map(this::upToTheMonth);
    }

    /** The answers that were asked too long ago for what AWS may have billed since; each is named once. */
    Set<String> outOfDate() {
        return outOfDate;
    }

    private void judge(QueryAnswer answer) {
        if (isOutOfDate(Instant.parse(answer.askedAt()))) {
            outOfDate.add(answer.query());
        }
    }

    private boolean isOutOfDate(Instant askedAt) {
        return askedAt.plus(FRESH).isBefore(now) && askedAt.isBefore(settled(request.month()));
    }

    /** When AWS has billed the last days of a month in full. */
    private static Instant settled(YearMonth month) {
        return month.plusMonths(1)
                .atDay(1)
                .plusDays(UNSETTLED_DAYS)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    /**
     * The first of the days that AWS has not billed in full yet: the last three that are known, unless they ended a month that
     * was over for three days when the answer was asked for.
     */
    Optional<LocalDate> incompleteFrom(QueryAnswer answer, LocalDate lastDay) {
        YearMonth month = request.month();
        boolean isWhole = !lastDay.isBefore(month.atEndOfMonth())
                && !Instant.parse(answer.askedAt()).isBefore(settled(month));
        LocalDate from = lastDay.minusDays(UNSETTLED_DAYS - 1L);
        return isWhole ? Optional.empty() : Optional.of(from.isBefore(month.atDay(1)) ? month.atDay(1) : from);
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
        return answer.get().rows().isEmpty()
                ? "Nothing of " + LetterWords.month(request.month()) + " is in " + origin(answer.get()) + "."
                : source(answer.get());
    }

    /** Where numbers come from and how old they are. */
    String source(QueryAnswer answer) {
        return (isOutOfDate(Instant.parse(answer.askedAt())) ? "Out of date: from " : "From ") + origin(answer) + ".";
    }

    private String origin(QueryAnswer answer) {
        Instant askedAt = Instant.parse(answer.askedAt());
        return "the query " + answer.query() + ", asked " + LetterWords.moment(askedAt) + ", "
                + DurationText.rough(Duration.between(askedAt, now)) + " ago";
    }

    YearMonth month() {
        return request.month();
    }
}
