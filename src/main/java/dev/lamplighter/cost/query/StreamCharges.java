package dev.lamplighter.cost.query;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostCode;
import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.publish.RouteCall;
import dev.lamplighter.cost.stream.Charge;
import dev.lamplighter.cost.stream.ChargeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks what resources cost by the query {@code stream-costs}, in slices, by the route {@code cost-answer}. */
final class StreamCharges {
    static final String QUERY = "stream-costs";

    /** As many as a month of hours of them stays below the most lines of an answer, with room for a second currency. */
    private static final int MOST_RESOURCES = 30;

    private final CostQueryRuns queries;
    private final RouteCall routes;

    StreamCharges(CostQueryRuns queries, RouteCall routes) {
        this.queries = queries;
        this.routes = routes;
    }

    /** A run of the query on each report that has its columns. */
    List<QueryRun> reports() {
        return queries.aboutResources(QUERY);
    }

    /** What the names of a report's answers end with: the table behind a dot where there are several reports. */
    static String suffix(QueryRun report) {
        return report.name().substring(report.query().name().length());
    }

    /** Why reports are not asked, empty if all are. */
    String missing() {
        return queries.missing(QUERY);
    }

    /** What is wrong when there is no report to ask. */
    Problem nothingToAsk() {
        boolean isThere = queries.names().contains(QUERY);
        String missing = missing();
        return new Problem(
                CostCode.NO_SUCH_QUERY,
                "costs streams",
                "nothing to ask",
                isThere ? missing.isEmpty() ? "no month is published" : missing : "there is no query " + QUERY,
                isThere
                        ? "publish a report by the hour that includes resource IDs"
                        : "copy queries/" + QUERY + ".sql from the archive that this version came in",
                Problem.Kind.USER);
    }

    /** Hands on each charge of a month of these resources. */
    void read(QueryRun report, YearMonth month, Collection<String> resources, Consumer<Charge> to) throws IOException {
        List<String> ids = new ArrayList<>(resources);
        for (int from = 0; from < ids.size(); from += MOST_RESOURCES) {
            List<String> slice = ids.subList(from, Math.min(ids.size(), from + MOST_RESOURCES));
            String suffix = from == 0 ? "" : "-" + (1 + from / MOST_RESOURCES);
            QueryRun run = slice(report, suffix, month, slice);
            QueryResult result = routes.ask("cost-answer", run, QueryResult.class);
            QueryAnswer answer =
                    KeptAnswers.read(run.query(), run.name(), result.askedAt(), result.file(), result.changes());
            answer.rows().forEach(row -> to.accept(charge(answer, row)));
        }
    }

    private static QueryRun slice(QueryRun report, String suffix, YearMonth month, List<String> ids) {
        NamedQuery query = report.query()
                .with(Map.of(
                        "first_month",
                        month.toString(),
                        "last_month",
                        month.toString(),
                        NamedQuery.RESOURCES,
                        ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "))));
        return new QueryRun(report.name() + suffix, query, report.reportName(), report.table(), report.publishedAt());
    }

    private static Charge charge(QueryAnswer answer, List<@Nullable String> row) {
        Map<ChargeKind, BigDecimal> costs = new EnumMap<>(ChargeKind.class);
        for (ChargeKind kind : ChargeKind.values()) {
            BigDecimal cost = number(answer, row, kind.name().toLowerCase(Locale.ROOT) + "_cost");
            if (cost.signum() != 0) {
                costs.put(kind, cost);
            }
        }
        return new Charge(
                value(answer, row, "resource", text -> text),
                value(answer, row, "interval_start", Instant::parse),
                value(answer, row, "interval_end", Instant::parse),
                number(answer, row, "running_hours"),
                costs,
                value(answer, row, "currency_code", text -> text));
    }

    private static BigDecimal number(QueryAnswer answer, List<@Nullable String> row, String column) {
        return value(answer, row, column, BigDecimal::new);
    }

    /** Reads a value; the file of the query is the operator's, and its answer may be anything. */
    private static <T> T value(
            QueryAnswer answer, List<@Nullable String> row, String column, Function<String, T> reading) {
        String text = answer.value(row, column);
        try {
            if (text != null) {
                return reading.apply(text);
            }
        } catch (NumberFormatException | DateTimeException e) {
            // refused below, like one that is missing
        }
        throw new ProblemException(new Problem(
                CostCode.NOT_A_QUERY,
                "query " + QUERY + ", column " + column,
                "got \"" + text + "\"",
                "costs streams can't read it",
                "copy queries/" + QUERY + ".sql from the archive that this version came in"));
    }
}
