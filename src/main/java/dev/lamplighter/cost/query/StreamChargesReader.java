package dev.lamplighter.cost.query;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.stream.Charge;
import dev.lamplighter.cost.stream.ChargePurpose;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks what resources cost by the query {@code stream-costs}, in slices, by the route {@code cost-answer}. */
final class StreamChargesReader {
    static final String QUERY = "stream-costs";

    /** The second was for FOCUS; a folder of queries of an earlier version has it, and it goes with the next version. */
    private static final List<String> QUERIES = List.of(QUERY, "focus-" + QUERY);

    private static final String NO_TAG = "CAST(NULL AS VARCHAR)";

    /** As many as a month of hours of them stays below the most lines of an answer, with room for a second currency. */
    private static final int MOST_RESOURCES = 30;

    private final CostQueryRuns queries;
    private final RouteCall routes;

    StreamChargesReader(CostQueryRuns queries, RouteCall routes) {
        this.queries = queries;
        this.routes = routes;
    }

    /** A run of the query on each report that has its columns. */
    List<QueryRun> reports() {
        return QUERIES.stream()
                .flatMap(name -> queries.aboutResources(name).stream())
                .toList();
    }

    /** What the names of a report's answers end with: the table behind a dot where there are several reports. */
    static String suffix(QueryRun report) {
        return report.name().substring(report.query().name().length());
    }

    /** Why reports are not asked, empty if all are. */
    String missing() {
        return queries.missing(QUERIES);
    }

    /** What is wrong when there is no report to ask. */
    Problem nothingToAsk() {
        boolean isThere = queries.names().contains(QUERY);
        String missing = missing();
        return new Problem(
                CostProblemCode.NO_SUCH_QUERY,
                "costs streams",
                "nothing to ask",
                isThere ? missing.isEmpty() ? "no month is published" : missing : "there is no query " + QUERY,
                isThere
                        ? "publish a report by the hour that includes resource IDs"
                        : "copy queries/" + QUERY + ".sql from the archive that this version came in",
                Problem.Kind.USER);
    }

    /** Hands on each charge of a month of these resources, and of others whose tag names one of the windows. */
    void read(
            QueryRun report,
            YearMonth month,
            Collection<String> resources,
            Collection<String> windows,
            Consumer<Charge> to)
            throws IOException {
        List<String> ids = new ArrayList<>(resources);
        for (int from = 0; from < ids.size(); from += MOST_RESOURCES) {
            List<String> slice = ids.subList(from, Math.min(ids.size(), from + MOST_RESOURCES));
            String suffix = from == 0 ? "" : "-" + (1 + from / MOST_RESOURCES);
            Map<String, String> values = Map.of(
                    NamedQuery.RESOURCES,
                    listed(slice),
                    NamedQuery.STREAM_TAG,
                    NO_TAG,
                    NamedQuery.STREAM_WINDOWS,
                    listed(List.of("")));
            ask(slice(report, suffix, month, values), to);
        }
        if (!windows.isEmpty()
                && report.query().parameters().contains(NamedQuery.STREAM_TAG)
                && queries.hasStreamTag(report.reportName())) {
            Set<String> read = Set.copyOf(resources);
            Map<String, String> values =
                    Map.of(NamedQuery.RESOURCES, listed(List.of("-")), NamedQuery.STREAM_WINDOWS, listed(windows));
            ask(slice(report, "-tagged", month, values), charge -> {
                if (!read.contains(charge.resource())) {
                    to.accept(charge);
                }
            });
        }
    }

    private void ask(QueryRun run, Consumer<Charge> to) throws IOException {
        QueryResult result = routes.ask("cost-answer", run, QueryResult.class);
        QueryAnswer answer =
                KeptAnswers.read(run.query(), run.name(), result.askedAt(), result.file(), result.changes());
        answer.rows().forEach(row -> to.accept(charge(answer, row)));
    }

    private static String listed(Collection<String> values) {
        return values.stream().map(BudgetSql::literal).collect(Collectors.joining(", "));
    }

    private static QueryRun slice(QueryRun report, String suffix, YearMonth month, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("first_month", month.toString());
        all.put("last_month", month.toString());
        all.keySet().retainAll(report.query().parameters());
        return new QueryRun(
                report.name() + suffix,
                report.query().with(all),
                report.reportName(),
                report.table(),
                report.publishedAt());
    }

    private static Charge charge(QueryAnswer answer, List<@Nullable String> row) {
        Map<ChargePurpose, BigDecimal> costs = new EnumMap<>(ChargePurpose.class);
        for (ChargePurpose kind : ChargePurpose.values()) {
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
                value(answer, row, "currency_code", text -> text),
                Objects.requireNonNullElse(answer.value(row, "tagged_window"), ""));
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
                CostProblemCode.NOT_A_QUERY,
                "query " + QUERY + ", column " + column,
                "got \"" + text + "\"",
                "costs streams can't read it",
                "copy queries/" + QUERY + ".sql from the archive that this version came in"));
    }
}
