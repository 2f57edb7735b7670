package dev.lamplighter.app.service;

import dev.lamplighter.app.route.OfflineAwsClients;
import dev.lamplighter.app.verb.CostVerbs;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.SteadyClock;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.HeaderStripping;
import dev.lamplighter.cost.parquet.ReportStripping;
import dev.lamplighter.cost.publish.AthenaStatements;
import dev.lamplighter.cost.publish.CostDesk;
import dev.lamplighter.cost.publish.CostProblems;
import dev.lamplighter.cost.publish.CostReports;
import dev.lamplighter.cost.publish.CostSettings;
import dev.lamplighter.cost.publish.MonthAlerts;
import dev.lamplighter.cost.publish.MonthPublication;
import dev.lamplighter.cost.publish.MonthVerification;
import dev.lamplighter.cost.publish.OldVersions;
import dev.lamplighter.cost.publish.ParquetConverter;
import dev.lamplighter.cost.publish.Pause;
import dev.lamplighter.cost.publish.PublishedTable;
import dev.lamplighter.cost.publish.ReportConverter;
import dev.lamplighter.cost.publish.ReportDiscovery;
import dev.lamplighter.cost.publish.ReportLedger;
import dev.lamplighter.cost.publish.ReportNotices;
import dev.lamplighter.cost.publish.RetentionSettings;
import dev.lamplighter.cost.publish.TextTables;
import dev.lamplighter.cost.publish.VersionConversion;
import dev.lamplighter.cost.publish.VersionRecords;
import dev.lamplighter.cost.query.AnswerAlerts;
import dev.lamplighter.cost.query.AnswerHistory;
import dev.lamplighter.cost.query.CostAnswers;
import dev.lamplighter.cost.query.CostQueries;
import dev.lamplighter.cost.query.CostReportsView;
import dev.lamplighter.cost.query.NamedQueries;
import dev.lamplighter.cost.query.QuerySettings;
import dev.lamplighter.cost.query.QuestionLedger;
import dev.lamplighter.cost.query.QuestionsByHand;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ObjectStores;
import dev.lamplighter.cost.worker.WorkerConverter;
import dev.lamplighter.cost.worker.WorkerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Costs: from the bucket of reports to published months and answered questions. */
final class CostsFeature implements Feature {
    /** What keeps the routes loadable, for whoever reads them, while costs are off and name no buckets. */
    static final Map<String, String> WHILE_OFF = Map.of(
            "cost.source", "s3://costs-are-off",
            "cost.target", "s3://costs-are-off",
            "cost.report-name", "costs-are-off",
            "cost.athena.database", "costs_are_off",
            "cost.athena.output", "s3://costs-are-off/");

    private static final Set<String> VITAL = Set.of("cost-discover", "cost-version");

    private final boolean enabled;
    private final CostReports reports;
    private final TextTables texts;
    private final CostQueries queries;
    private final CostAnswers answers;
    private final CostProblems problems;
    private final CostReportsView view;
    private final ConversionMeter meter;
    private final ReportNotices notices;
    private final MonthAlerts alerts;
    private final SqsClient sqs;
    private final Conversion conversion;
    private final List<Problem> queryProblems;

    /** Converts in a process of its own, beside light and windows. */
    static CostsFeature ofTheService(Foundation on) {
        return new CostsFeature(on, meter -> {
            WorkerConverter worker = new WorkerConverter(meter, WorkerSettings.of(effective(on.settings())));
            return new Conversion(worker, worker, worker::close);
        });
    }

    /** Converts in this process, which has nothing else to do and a heap for it. */
    static CostsFeature ofACommand(Foundation on) {
        return new CostsFeature(on, meter -> {
            WorkerSettings settings = WorkerSettings.of(effective(on.settings()));
            return new Conversion(
                    new ParquetConverter(
                            new ManifestReader(), meter, on.clock(), settings.numbers(), settings.memoryBytes()),
                    new HeaderStripping(on.clock(), (file, files, key, rows) -> {}, settings.lineBreaks()),
                    () -> {});
        });
    }

    /** Where reports are converted. */
    private record Conversion(ReportConverter converter, ReportStripping stripping, Runnable end) {}

    private CostsFeature(Foundation on, Function<ConversionMeter, Conversion> conversions) {
        enabled = on.settings().flag("cost.enabled", false);
        Settings settings = effective(on.settings());
        CostSettings costs = CostSettings.of(settings);
        QuerySettings asking = QuerySettings.of(settings);
        DataSource database = on.database();
        ReportLedger ledger = new ReportLedger(database, on.clock());
        meter = new ConversionMeter(on.clock());
        conversion = conversions.apply(meter);
        Publishing publishing = publishing(on, costs, ledger, conversion);
        reports = publishing.reports();
        texts = publishing.texts();
        QuestionLedger questions = new QuestionLedger(database);
        queries = new CostQueries(costs, asking, ledger, questions, on.clock());
        AnswerHistory history = new AnswerHistory(
                asking, new AnswerAlerts(on.alerts()), costs.target().prefix() + "answers/");
        answers = new CostAnswers(on.aws().athena(), costs, history, questions, on.clock());
        problems = new CostProblems(on.clock());
        ObjectStore target =
                new ObjectStores(on.aws()::s3).at(costs.target().root()).store();
        view = new CostReportsView(
                ledger,
                answers,
                problems,
                new CostReportsView.ByHand(
                        publishing.desk(), new QuestionsByHand(queries, answers, target, Pause.waiting())),
                on.alerts());
        alerts = new MonthAlerts(
                ledger,
                costs.tables().keySet(),
                on.alerts(),
                on.clock(),
                settings.duration("cost.overdue-after", Duration.ofDays(2)));
        notices = publishing.notices();
        sqs = noticeQueue(settings).isEmpty()
                ? OfflineAwsClients.refusing(SqsClient.class)
                : on.aws().sqs().get();
        queryProblems = NamedQueries.load(asking.queries()).problems();
    }

    /** Keys that routes need beside those of application.properties. */
    static Map<String, String> routeProperties(Settings settings) {
        Settings effective = effective(settings);
        return Map.of(
                "cost.archive-bucket", CostSettings.archiveBucket(settings),
                "cost.athena.database", effective.text("cost.athena.database"),
                "cost.athena.output", effective.text("cost.athena.output"),
                "cost.notice-queue", noticeQueue(settings).orElse("https://notices-are-off"),
                "cost.notices-enabled", Boolean.toString(noticeQueue(settings).isPresent()));
    }

    /** The queue's URL; empty when there is none or costs are off. */
    static Optional<String> noticeQueue(Settings settings) {
        Optional<String> queue =
                settings.optional("cost.notice-queue").filter(url -> settings.flag("cost.enabled", false));
        queue.filter(url -> !url.matches("https?://[^\\s{}]+/[^\\s{}]+")).ifPresent(url -> {
            throw new ProblemException(new Problem(
                    "CONFIG-002",
                    "cost.notice-queue",
                    "got \"" + url + "\"",
                    "this is not the URL of a queue",
                    "copy it from the queue's page: https://sqs.<region>.amazonaws.com/<account>/<name>"));
        });
        return queue;
    }

    private static Settings effective(Settings settings) {
        return settings.flag("cost.enabled", false) ? settings : settings.with(WHILE_OFF);
    }

    /** What routes and what people call. */
    private record Publishing(CostReports reports, CostDesk desk, ReportNotices notices, TextTables texts) {}

    private static Publishing publishing(
            Foundation on, CostSettings costs, ReportLedger ledger, Conversion conversion) {
        ObjectStores stores = new ObjectStores(on.aws()::s3);
        ObjectStore source = stores.at(costs.source().root()).store();
        ObjectStore target = stores.at(costs.target().root()).store();
        VersionConversion versions = new VersionConversion(
                conversion.converter(),
                source,
                target,
                new VersionRecords(target, costs.target().prefix()));
        AthenaStatements athena = new AthenaStatements(
                on.aws().athena(), costs.athena(), new SteadyClock(on.clock(), System::nanoTime), Pause.waiting());
        PublishedTable table = new PublishedTable(athena, costs.athena());
        ReportDiscovery discovery = new ReportDiscovery(
                source, costs.source().prefix(), costs.tables().keySet());
        OldVersions oldVersions =
                new OldVersions(costs, RetentionSettings.of(on.settings()), ledger, target, on.clock());
        CostReports reports = new CostReports(
                discovery,
                ledger,
                new MonthPublication(costs, ledger, versions, table, on.clock()),
                oldVersions,
                on.clock());
        MonthVerification verification = new MonthVerification(costs, versions, athena);
        TextTables texts = new TextTables(
                costs,
                new TextTables.Parts(ledger, versions, conversion.stripping(), source, target, table),
                on.clock());
        return new Publishing(
                reports,
                new CostDesk(discovery, ledger, reports, oldVersions, verification),
                new ReportNotices(discovery, ledger),
                texts);
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

    @Override
    public Map<String, Object> beans() {
        return Map.of(
                "costReports", reports,
                "costTexts", texts,
                "costQueries", queries,
                "costAnswers", answers,
                "costNotices", notices,
                "costProblems", problems,
                "costAlerts", alerts,
                "sqsClient", sqs);
    }

    @Override
    public List<Verb> verbs() {
        return CostVerbs.of(view, meter);
    }

    @Override
    public Map<String, Object> mxBeans() {
        return Map.of("CostReports", view, "CostConversion", meter);
    }

    @Override
    public Set<String> vital(Set<String> lost) {
        return enabled ? VITAL.stream().filter(lost::contains).collect(Collectors.toSet()) : Set.of();
    }

    @Override
    public List<Problem> problems() {
        return queryProblems;
    }

    @Override
    public void close() {
        conversion.end().run();
        sqs.close(); // the other clients and the database belong to the service
    }
}
