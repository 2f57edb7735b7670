package dev.lamplighter.app.feature;

import dev.lamplighter.app.settings.CostRouteSettings;
import dev.lamplighter.app.verb.CostVerbs;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.cost.athena.AthenaConversionSettings;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.ledger.AthenaAttempts;
import dev.lamplighter.cost.ledger.AthenaScans;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.letter.CostLetters;
import dev.lamplighter.cost.letter.LetterOperations;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.publish.CostFailureLog;
import dev.lamplighter.cost.publish.MonthNotices;
import dev.lamplighter.cost.publish.ReportDeliveryAlerts;
import dev.lamplighter.cost.publish.RetentionSettings;
import dev.lamplighter.cost.query.AnswerAlerts;
import dev.lamplighter.cost.query.AnswerHistory;
import dev.lamplighter.cost.query.CostAnswers;
import dev.lamplighter.cost.query.CostQueryRuns;
import dev.lamplighter.cost.query.CostReportsView;
import dev.lamplighter.cost.query.KeptStreamCosts;
import dev.lamplighter.cost.query.NamedQueries;
import dev.lamplighter.cost.query.OnDemandQueries;
import dev.lamplighter.cost.query.OpenedAnswers;
import dev.lamplighter.cost.query.QueryRunLedger;
import dev.lamplighter.cost.query.QuerySettings;
import dev.lamplighter.cost.query.StreamCostOperations;
import dev.lamplighter.cost.query.StreamReports;
import dev.lamplighter.cost.report.MultipartUploadTrial;
import dev.lamplighter.cost.report.NoStore;
import dev.lamplighter.cost.report.ObjectStores;
import dev.lamplighter.cost.stream.Occurrences;
import dev.lamplighter.cost.view.AccountNames;
import dev.lamplighter.cost.worker.WorkerConverter;
import dev.lamplighter.cost.worker.WorkerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** Provides the cost reports: from the bucket with the reports to published months and query results. */
public final class CostsFeature implements Feature {
    private static final Set<String> VITAL = Set.of("athena", "cost-discover", "cost-published", "cost-version");

    /** The cost routes, each with what isn't done without it. */
    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("athena", "no month is published and no query is asked"),
            Map.entry("cost-answer", "no query is asked"),
            Map.entry("cost-answer-archive", "answers are not copied to the bucket"),
            Map.entry("cost-answers", "no query is asked after a publication"),
            Map.entry("cost-convert-athena", "Athena converts nothing, and versions that it is to convert wait"),
            Map.entry("cost-discover", "no delivery is published"),
            Map.entry("cost-poll", "the bucket is looked at only when somebody asks for it"),
            Map.entry("cost-published", "no month is published, as each would end there"),
            Map.entry("cost-remake", "no table is made again"),
            Map.entry("cost-remakes", "no table is made again"),
            Map.entry("cost-streams", "nobody is told what a stream costs"),
            Map.entry("cost-upload-test", "doctor tries no upload"),
            Map.entry("cost-verify", "costs verify compares nothing"),
            Map.entry("cost-version", "no month is published"),
            Map.entry("cost-views", "no query is asked before a month is published"));

    /** The routes that are also in the jar, because an earlier version had them in another form or not at all. */
    public static final List<String> SHIPPED = List.of(
            "cost-version-errors",
            "athena",
            "cost-views",
            "cost-answer",
            "cost-convert-athena",
            "cost-published",
            "cost-remake",
            "cost-remakes",
            "cost-streams",
            "cost-upload-test",
            "cost-verify",
            "cost-version");

    private static final Set<String> TEXT = Set.of("cost-text", "cost-texts");

    /** The routes of letters, which are missed only where a letter is to be posted. */
    private static final Set<String> LETTER =
            Set.of("cost-letter", "cost-letter-post", "cost-letter-weekly", "cost-letter-monthly");

    /** The verbs that change something, or ask Athena. */
    private static final Set<String> FOR_THE_HOLDER = Set.of(
            "publish", "rollback", "remake", "remake-stop", "verify", "query", "query-json", "letter", "streams");

    private final Lease lease;
    private final boolean enabled;
    private final boolean postsLetters;
    private final boolean writesText;
    private final Map<String, Object> beans = new TreeMap<>();
    private final CostRouteCaller routes = new CostRouteCaller();
    private final CostReportsView view;
    private final MonthNotices notices;
    private final LetterOperations letters;
    private final StreamCostOperations streams;
    private final ConversionMeter meter;
    private final WorkerConverter converter;
    private final List<Problem> operatorProblems;

    /** @param occurrences of the windows */
    public CostsFeature(ServiceContext on, Occurrences occurrences) {
        lease = on.leases().named(Lease.COSTS);
        enabled = on.settings().flag("cost.enabled", false);
        postsLetters = on.settings().flag(CostRouteSettings.WEEKLY, false)
                || on.settings().flag(CostRouteSettings.MONTHLY, false);
        writesText = on.settings().flag("cost.text.enabled", false);
        Settings settings = CostRouteSettings.effective(on.settings());
        CostPublishSettings costs = CostPublishSettings.of(settings);
        QuerySettings asking = QuerySettings.of(settings);
        meter = new ConversionMeter(on.clock());
        converter = new WorkerConverter(meter, WorkerSettings.of(settings));
        CostFailureLog problems = new CostFailureLog(on.clock());
        ReportLedger ledger = new ReportLedger(on.database(), on.clock(), lease);
        notices = new MonthNotices(ledger, on.alerts().messages());
        QueryRunLedger questions = new QueryRunLedger(on.database());
        OpenedAnswers kept = OpenedAnswers.of(on.database(), asking.answers());
        AnswerHistory history = new AnswerHistory(
                kept.store(), new AnswerAlerts(on.alerts()), costs.target().prefix() + "answers/");
        CostAnswers answers = new CostAnswers(costs, history, questions);
        ObjectStores stores = new ObjectStores(on.aws().s3());
        CostBeans publishing = new CostBeans(
                costs,
                RetentionSettings.of(on.settings()),
                new CostBeans.World(
                        ledger,
                        enabled ? stores.at(costs.source().root()).store() : new NoStore(),
                        enabled ? stores.at(costs.target().root()).store() : new NoStore(),
                        converter,
                        converter,
                        on.aws().athena(),
                        new AthenaScans(on.database()),
                        new CostBeans.ByAthena(
                                AthenaConversionSettings.of(settings), new AthenaAttempts(on.database()), meter)),
                on.clock(),
                routes);
        CostQueryRuns queries = new CostQueryRuns(costs, asking, ledger, questions, publishing.views(), on.clock());
        beans.putAll(publishing.byName());
        beans.put("costQueries", queries);
        beans.put("costAnswers", answers);
        beans.put("costProblems", problems);
        beans.put(
                "costAlerts",
                new ReportDeliveryAlerts(
                        ledger,
                        costs.tables().keySet(),
                        on.alerts(),
                        on.clock(),
                        settings.duration("cost.overdue-after", Duration.ofDays(2))));
        KeptStreamCosts streamCosts = new KeptStreamCosts(kept.store());
        CostLetters costLetters = new CostLetters(costs, asking, history, streamCosts, on.clock());
        letters = new LetterOperations(costLetters, routes);
        streams = new StreamCostOperations(routes, on.clock());
        beans.put("costStreams", new StreamReports(queries, routes, occurrences, streamCosts, on.clock()));
        beans.put("costLetters", costLetters);
        beans.put("costUploadTest", new MultipartUploadTrial(on.aws().s3()));
        view = new CostReportsView(
                ledger,
                answers,
                problems,
                new CostReportsView.VerbOperations(publishing.operations(), new OnDemandQueries(queries, routes)),
                on.alerts());
        operatorProblems = Stream.concat(
                        NamedQueries.load(asking.queries(), asking.parameters()).problems().stream(),
                        AccountNames.of(costs.accounts()).problems().stream())
                .collect(Collectors.toCollection(ArrayList::new));
        publishing.tables().unlikeSetting().ifPresent(operatorProblems::add);
        operatorProblems.addAll(kept.problems());
    }

    /** Tells of months that show another version. */
    MonthNotices notices() {
        return notices;
    }

    CostReportsView view() {
        return view;
    }

    ConversionMeter meter() {
        return meter;
    }

    @Override
    public String area() {
        return SetAside.COSTS;
    }

    /** Sends the operator's requests to the routes. */
    public CostRouteCaller routes() {
        return routes;
    }

    @Override
    public Map<String, Object> beans() {
        return beans;
    }

    @Override
    public void attach(CamelContext context) {
        routes.attach(context);
    }

    @Override
    public List<Verb> verbs() {
        return OtherCopy.refusing(Lease.COSTS, lease, FOR_THE_HOLDER, CostVerbs.of(view, meter, letters, streams));
    }

    @Override
    public Map<String, Object> mxBeans() {
        return Map.of("CostReports", view, "CostConversion", meter);
    }

    @Override
    public Map<String, Problem> expectedRoutes() {
        Map<String, String> expected = new TreeMap<>(EXPECTED);
        if (writesText) {
            TEXT.forEach(route -> expected.put(route, "no month is published as text"));
        }
        if (postsLetters) {
            LETTER.forEach(route -> expected.put(route, "no cost letter is posted"));
        }
        return enabled
                ? expected.entrySet().stream()
                        .collect(
                                Collectors.toMap(Map.Entry::getKey, route -> missing(route.getKey(), route.getValue())))
                : Map.of();
    }

    private static Problem missing(String route, String why) {
        return new Problem(
                CostProblemCode.ROUTE_FILE_MISSING,
                "routes/" + route + ".camel.yaml",
                "no route \"" + route + "\"",
                why,
                "copy the file from the archive that this version came in");
    }

    @Override
    public List<String> shippedRoutes() {
        return !enabled
                ? List.of()
                : writesText
                        ? Stream.concat(SHIPPED.stream(), TEXT.stream().sorted())
                                .toList()
                        : SHIPPED;
    }

    @Override
    public Set<String> vital(Set<String> lost) {
        return enabled ? VITAL.stream().filter(lost::contains).collect(Collectors.toSet()) : Set.of();
    }

    @Override
    public List<Problem> problems() {
        return List.copyOf(operatorProblems);
    }

    @Override
    public void close() {
        converter.close(); // clients and the database belong to the service
    }
}
