package dev.lamplighter.cost.query;

import dev.lamplighter.base.DeprecatedNames;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.view.CostViews;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists the query runs for routes: all of them, those that are due, and the SQL of one. */
public final class CostQueryRuns {
    private static final Logger LOG = LoggerFactory.getLogger(CostQueryRuns.class);

    private final CostPublishSettings costs;
    private final QuerySettings settings;
    private final NamedQueries queries;
    private final PublishedColumns published;
    private final QueryValues values;
    private final QueryRunLedger ledger;
    private final CostViews views;
    private final InstantSource clock;
    private final Map<String, String> told = new ConcurrentHashMap<>();

    public CostQueryRuns(
            CostPublishSettings costs,
            QuerySettings settings,
            ReportLedger reports,
            QueryRunLedger ledger,
            CostViews views,
            InstantSource clock) {
        this.costs = costs;
        this.settings = settings;
        this.queries = NamedQueries.load(settings.queries(), settings.parameters());
        published = new PublishedColumns(reports);
        values = new QueryValues(costs.athena().database(), settings, published, views, clock);
        this.ledger = ledger;
        this.views = views;
        this.clock = clock;
    }

    /** The runs of every query on every report that has a published month and the columns the query needs. */
    public List<QueryRun> questions() {
        return runs(query -> !query.isAboutResources());
    }

    /**
     * The runs on FOCUS tables of the query that had this name when it was about these alone, as a script may still call it.
     *
     * @param name of a query or of a run
     */
    List<QueryRun> formerly(String name) {
        String query = name.replaceAll("\\..*", "");
        return queries.formerly(query).stream()
                .filter(now -> !now.isAboutResources())
                .flatMap(now -> runs(now::equals).stream()
                        .filter(run -> isFocus(published.columns(run.reportName())))
                        .filter(run ->
                                name.equals(query) || run.name().equals(now.name() + name.substring(query.length())))
                        .peek(run -> tellFormerName(query, now)))
                .toList();
    }

    private void tellFormerName(String before, NamedQuery now) {
        if (told.put("query " + before, now.name()) == null) {
            LOG.warn(DeprecatedNames.query(before, now.name())
                    .warning("query " + before)
                    .line());
        }
    }

    /** The runs of one query that is about resources, which its parameter still has to name. */
    List<QueryRun> aboutResources(String name) {
        return runs(query -> query.isAboutResources() && query.name().equals(name));
    }

    private List<QueryRun> runs(Predicate<NamedQuery> asked) {
        List<QueryRun> questions = new ArrayList<>();
        costs.tables().forEach((reportName, table) -> {
            List<Instant> shown = published.months(reportName).stream()
                    .map(ReportLedgerEntry::changedAt)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            Set<String> columns = published.columns(reportName);
            if (!shown.isEmpty()) {
                queries.queries().stream()
                        .filter(asked)
                        .filter(query -> columns.containsAll(query.neededColumns()))
                        .filter(query -> predecessor(query, columns).isEmpty())
                        .forEach(query -> questions.add(new QueryRun(
                                costs.tables().size() == 1 ? query.name() : query.name() + "." + table,
                                query,
                                reportName,
                                table,
                                shown.get(0))));
            }
        });
        return questions;
    }

    /** The operator's file for FOCUS tables, of an earlier version, that answers in place of the query; nothing for others. */
    private Optional<NamedQuery> predecessor(NamedQuery query, Set<String> columns) {
        return isFocus(columns)
                ? query.formerNames().stream()
                        .flatMap(name -> queries.named(name).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isFocus(Set<String> columns) {
        return columns.contains(NamedQuery.FOCUS_COST);
    }

    /** Every query's name. */
    List<String> names() {
        return queries.queries().stream().map(NamedQuery::name).toList();
    }

    /** The runs whose answers are older than what is published. */
    public List<QueryRun> due() {
        costs.tables().keySet().forEach(this::tellNotAsked);
        costs.tables().keySet().forEach(this::tellEmptyBudgets);
        return questions().stream().filter(ledger::isDue).toList();
    }

    /**
     * The queries that don't run on a report, and why, in one line; empty when nothing is published or all run. Queries
     * about FOCUS exports are not mentioned for a report that is none.
     */
    String notAsked(String reportName) {
        Set<String> columns = published.columns(reportName);
        Map<String, List<String>> byReason = new TreeMap<>();
        for (NamedQuery query : queries.queries()) {
            boolean isMeant = isFocus(columns) || !query.isAboutFocus();
            if (!columns.isEmpty()
                    && isMeant
                    && !query.isAboutResources()
                    && !columns.containsAll(query.neededColumns())) {
                byReason.computeIfAbsent("it has no " + missing(query, columns), none -> new ArrayList<>())
                        .add(query.name());
            }
            predecessor(query, columns)
                    .ifPresent(file -> byReason.computeIfAbsent(
                                    "your " + file.name() + ".sql is asked instead", none -> new ArrayList<>())
                            .add(query.name()));
        }
        return byReason.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + " (" + entry.getKey() + ")")
                .collect(Collectors.joining("; "));
    }

    /** The missing columns; if the cost column is among them, only that one. */
    private static String missing(NamedQuery query, Set<String> columns) {
        Set<String> missing = new TreeSet<>(query.neededColumns());
        missing.removeAll(columns);
        return missing.contains(NamedQuery.COST) ? NamedQuery.COST : String.join(", ", missing);
    }

    /** The columns that a query needs and each report lacks. */
    String missing(String name) {
        return queries.named(name).stream()
                .flatMap(query -> costs.tables().keySet().stream()
                        .filter(report -> !published.columns(report).containsAll(query.neededColumns()))
                        .map(report -> missing(report, query)))
                .collect(Collectors.joining("; "));
    }

    private String missing(String report, NamedQuery query) {
        Set<String> columns = published.columns(report);
        return "report " + report + " has no " + (columns.isEmpty() ? "published month" : missing(query, columns));
    }

    /** The columns that reports lack for that one of some queries which is for their kind of table. */
    String missing(List<String> names) {
        List<NamedQuery> some =
                names.stream().flatMap(name -> queries.named(name).stream()).toList();
        return costs.tables().keySet().stream()
                .flatMap(report -> some.stream()
                        .filter(query ->
                                query.isAboutAllReports() || query.isAboutFocus() == isFocus(published.columns(report)))
                        .filter(query -> !published.columns(report).containsAll(query.neededColumns()))
                        .map(query -> missing(report, query)))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** Logs them once, and again when they have changed. */
    private void tellNotAsked(String reportName) {
        String line = notAsked(reportName);
        if (!line.equals(told.put(reportName, line)) && !line.isEmpty()) {
            LOG.info("not asked of report={}: {}", reportName, line);
        }
    }

    /** Warns once of budgets for which nothing can count, because the report has no column for their filter. */
    private void tellEmptyBudgets(String reportName) {
        Set<String> columns = published.columns(reportName);
        BudgetSql sql = new BudgetSql(columns);
        for (CostBudget budget : columns.isEmpty() ? List.<CostBudget>of() : settings.budgets()) {
            String missing = String.join(", ", sql.missing(budget));
            String key = CostBudget.PREFIX + budget.name() + ".filter";
            if (!missing.equals(told.put(reportName + " " + key, missing)) && !missing.isEmpty()) {
                LOG.warn(new Problem(
                                CostProblemCode.NO_BUDGET_COLUMN,
                                key + ", report " + reportName,
                                "nothing counts for the budget",
                                "no published month has a column for " + missing,
                                "compare it with the columns of the table; tags are columns when they are activated")
                        .line());
            }
        }
    }

    /** Makes the SQL of a run, and the view that it reads where it is missing; refuses one whose parameters are not allowed or name a column that the table lacks. */
    public SubmittedQuery ask(QueryRun queryRun) {
        ledger.asking(queryRun);
        String sql;
        try {
            sql = queryRun.query().render(values.of(queryRun));
        } catch (ProblemException refused) {
            ledger.settled(queryRun);
            throw refused;
        }
        if (queryRun.query().parameters().contains(NamedQuery.VIEW)) {
            views.require(queryRun.reportName());
        }
        return new SubmittedQuery(queryRun, sql, clock.instant());
    }

    /** Whether resources of a report may name their window by a tag. */
    boolean hasStreamTag(String reportName) {
        return values.hasStreamTag(reportName);
    }
}
