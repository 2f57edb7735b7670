package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.app.feature.CostRouteCaller;
import dev.lamplighter.app.jmx.DescribedMBean;
import dev.lamplighter.app.message.MessageDispatcher;
import dev.lamplighter.app.message.MessageSettings;
import dev.lamplighter.app.route.OfflineAwsClients;
import dev.lamplighter.app.verb.CostVerbs;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.letter.CostLetters;
import dev.lamplighter.cost.letter.LetterOperations;
import dev.lamplighter.cost.letter.LetterRequest;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.publish.CostFailureLog;
import dev.lamplighter.cost.publish.PublishingFixture;
import dev.lamplighter.cost.publish.ReportDeliveryAlerts;
import dev.lamplighter.cost.report.MultipartUploadTrial;
import dev.lamplighter.cost.stream.Occurrence;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** The shipped route files, from discovery to stored answers, with fakes behind the real endpoints. */
final class CostRoutesTest {
    private static final List<String> ROUTES = List.of(
            "athena",
            "cost-answer",
            "cost-answer-archive",
            "cost-answers",
            "cost-answers-daily",
            "cost-convert-athena",
            "cost-discover",
            "cost-letter",
            "cost-letter-monthly",
            "cost-letter-post",
            "cost-letter-weekly",
            "cost-notices",
            "cost-poll",
            "cost-published",
            "cost-remake",
            "cost-remakes",
            "cost-streams",
            "cost-text",
            "cost-texts",
            "cost-upload-test",
            "cost-verify",
            "cost-version",
            "cost-views");

    private final RecordedTexts texts = new RecordedTexts();

    @TempDir
    Path folder;

    private Path answers;

    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");
    private final ArchiveBucket archive = new ArchiveBucket();
    private final NoticeQueue queue = new NoticeQueue();
    private final CostFailureLog problems = new CostFailureLog(at.clock);
    private CamelContext camel = new DefaultCamelContext();
    private final FailureCounter failures = new FailureCounter();
    private AnswerAlerts alerts;
    private AlertOutbox outbox;
    private CostAnswers costAnswers;
    private CostQueryRuns costQueries;
    private List<Occurrence> occurrences = List.of();

    @BeforeEach
    void start() throws Exception {
        answers = folder.resolve("answers");
        start("resource_tags_user_team");
    }

    private AnswerHistory history(QuerySettings settings) {
        return new AnswerHistory(
                new AnswerFolder(settings.answers()),
                alerts,
                at.settings.target().prefix() + "answers/");
    }

    private void start(String tagColumn) throws Exception {
        QuerySettings settings = new QuerySettings(queries(), answers, 6, List.of(), Map.of("tag_column", tagColumn));
        QueryRunLedger questions = new QueryRunLedger(database.dataSource());
        outbox = new AlertOutbox(database.dataSource(), at.clock);
        alerts = new AnswerAlerts(outbox);
        costAnswers = new CostAnswers(at.settings, history(settings), questions);
        costQueries = new CostQueryRuns(at.settings, settings, at.ledger(), questions, at.views(), at.clock);
        Map<String, Object> called = at.byName();
        called.remove("costTexts");
        called.forEach(camel.getRegistry()::bind);
        camel.getRegistry().bind("costQueries", costQueries);
        camel.getRegistry().bind("costAnswers", costAnswers);
        KeptStreamCosts streams = new KeptStreamCosts(new AnswerFolder(answers));
        camel.getRegistry()
                .bind("costLetters", new CostLetters(at.settings, settings, history(settings), streams, at.clock));
        camel.getRegistry()
                .bind(
                        "costStreams",
                        new StreamReports(costQueries, routes(), (from, to) -> occurrences, streams, at.clock));
        camel.getRegistry()
                .bind(
                        "messages",
                        new MessageDispatcher(
                                MessageSettings.of(new Settings(
                                        Map.of("alerts.mail.to", "ann@example.org", "alerts.mail.smtp", "localhost:1"),
                                        folder)),
                                List.of(outbox.messages()),
                                at.clock,
                                () -> {}));
        camel.getRegistry()
                .bind("costUploadTest", new MultipartUploadTrial(() -> OfflineAwsClients.refusing(S3Client.class)));
        camel.getRegistry().bind("costTexts", texts);
        camel.getRegistry().bind("costProblems", problems);
        camel.getRegistry()
                .bind(
                        "costAlerts",
                        new ReportDeliveryAlerts(
                                at.ledger(), at.settings.tables().keySet(), outbox, at.clock, Duration.ofDays(2)));
        camel.getRegistry().bind("s3", archive);
        camel.getRegistry().bind("sqs", queue);
        camel.getPropertiesComponent().setInitialProperties(properties());
        camel.build();
        camel.getManagementStrategy().addEventNotifier(failures);
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            List<Resource> resources = files.filter(
                            file -> file.getFileName().toString().matches("(cost-|athena).*"))
                    .map(file -> PluginHelper.getResourceLoader(camel).resolveResource("file:" + file))
                    .toList();
            PluginHelper.getRoutesLoader(camel).loadRoutes(resources);
        }
        AdviceWith.adviceWith(camel, "cost-discover", false, route -> route.replaceFromWith("direct:test-tick"));
        AdviceWith.adviceWith(camel, "cost-poll", false, route -> route.replaceFromWith("direct:test-poll"));
        AdviceWith.adviceWith(camel, "cost-texts", false, route -> route.replaceFromWith("direct:text-tick"));
        AdviceWith.adviceWith(camel, "cost-remakes", false, route -> route.replaceFromWith("direct:remake-tick"));
        camel.start();
    }

    @AfterEach
    void close() throws Exception {
        camel.close();
        database.close();
    }

    @Test
    void everyRouteIsLoadedWithAnIdADescriptionAndTheSharedErrors() {
        assertThat(camel.getRoutes())
                .extracting(route -> route.getRouteId())
                .containsExactlyInAnyOrderElementsOf(ROUTES);
        assertThat(camel.getRoutes()).allSatisfy(route -> {
            assertThat(route.getDescription()).contains("epeating it is harmless");
            assertThat(route.getConfigurationId())
                    .isEqualTo(
                            switch (route.getRouteId()) {
                                case "cost-version" -> "cost-version-errors";
                                case "athena",
                                        "cost-convert-athena",
                                        "cost-published",
                                        "cost-upload-test",
                                        "cost-verify",
                                        "cost-views" -> null; // what fails is their caller's
                                default -> "cost-errors";
                            });
        });
    }

    @Test
    void followsAVersionFromDiscoveryToStoredAnswers() throws Exception {
        at.deliver("hourly", "2026-10", "a1", "1.5");

        tick();

        assertThat(problems.last()).isEmpty();
        assertThat(at.athena.partitions()).hasSize(1);
        assertThat(costAnswers.last())
                .extracting(QueryResult::question)
                .containsExactly("cost-by-tag", "data-transfer", "reserved-vs-on-demand");
        for (QueryResult queryResult : costAnswers.last()) {
            assertThat(queryResult.rows()).isEqualTo(2);
            assertThat(queryResult.file().getFileName().toString()).matches("20261005T\\d{6}Z-q-\\d+\\.csv");
            assertThat(Files.readString(queryResult.file()))
                    .isEqualTo("\"who\",\"cost\"\n\"a \"\"quoted\"\", one\",\"1.5000000000\"\n,\"2.0000000000\"\n");
            assertThat(archive.objects())
                    .containsEntry(
                            "lake/lamplighter/answers/" + queryResult.question() + "/"
                                    + queryResult.file().getFileName(),
                            Files.readString(queryResult.file()));
        }
        assertThat(failures.count()).isZero();
    }

    @Test
    void asksNothingAgainUntilSomethingIsPublished() throws Exception {
        at.deliver("hourly", "2026-10", "a1", "1.5");
        tick();
        int statements = at.athena.statements().size();
        tick();
        assertThat(at.athena.statements()).hasSize(statements);

        at.deliver("hourly", "2026-10", "a2", "2.5");
        tick();

        assertThat(archive.objects()).hasSize(6);
    }

    @Test
    void submitsEachQueryOnceWithItsOwnToken() throws Exception {
        at.deliver("hourly", "2026-10", "a1", "1.5");
        tick();

        var asked = at.athena.started().stream()
                .filter(request -> request.queryString().startsWith("WITH"))
                .toList();
        assertThat(asked).hasSize(3).allSatisfy(request -> {
            assertThat(request.queryExecutionContext().database()).isEqualTo("billing");
            assertThat(request.workGroup()).isEqualTo("primary");
            assertThat(request.resultConfiguration().outputLocation()).isEqualTo("s3://results/");
        });
        assertThat(asked).extracting(request -> request.clientRequestToken()).doesNotHaveDuplicates();
    }

    @Test
    void aQueryThatFailsIsOneLineAndTheOthersAreAnswered() throws Exception {
        at.athena.failWhen(sql -> sql.contains("AS way"));
        at.deliver("hourly", "2026-10", "a1", "1.5");

        tick();
        tick();

        assertThat(costAnswers.last())
                .extracting(QueryResult::question)
                .containsExactly("cost-by-tag", "reserved-vs-on-demand");
        assertThat(problems.last().orElseThrow().line())
                .startsWith("COST-123  query data-transfer")
                .contains("mind the gap");
        assertThat(at.athena.statements().stream().filter(sql -> sql.contains("AS way")))
                .hasSize(1);
        assertThat(failures.count()).isEqualTo(1);
    }

    @Test
    void aQueryThatTakesTooLongIsStopped() throws Exception {
        at.athena.hangWhen(sql -> {
            at.clock.pass(Duration.ofMinutes(3));
            return sql.contains("AS way");
        });
        at.deliver("hourly", "2026-10", "a1", "1.5");

        tick();

        assertThat(at.athena.stopped()).singleElement().asString().contains("AS way");
        assertThat(problems.last().orElseThrow().line()).startsWith("COST-124").contains("PT10M");
        assertThat(costAnswers.last()).hasSize(2);
    }

    @Test
    void anOutageOfAthenaIsAskedAgainAFewTimes() throws Exception {
        at.deliver("hourly", "2026-10", "a1", "1.5");
        at.poll();
        at.athena.isUnreachableWhen(sql -> true);
        tick();
        assertThat(problems.last().orElseThrow().line()).contains("Athena can't be reached");
        at.athena.isUnreachableWhen(sql -> false);

        tick();

        assertThat(costAnswers.last()).hasSize(3);
    }

    @Test
    void aTagColumnThatTheTableLacksBreaksNoOtherQuery() throws Exception {
        camel.close();
        camel = new DefaultCamelContext();
        start("resource_tags_user_teem");
        at.deliver("hourly", "2026-10", "a1", "1.5");

        tick();

        assertThat(problems.last().orElseThrow().line())
                .startsWith("COST-122  query cost-by-tag")
                .contains("did you mean resource_tags_user_team?");
        assertThat(costAnswers.last()).hasSize(2);
    }

    @Test
    void aBadVersionIsOneLineAndTheNextIsPublished() throws Exception {
        at.deliver("hourly", "2026-09", "s1", "many");
        at.source.put("cur/hourly/20260801-20260901/hourly-Manifest.json", "hourly 2026-08 x cur/${sysenv.HOME}/x");
        at.deliver("hourly", "2026-10", "a1", "1.5");

        tick();

        assertThat(at.athena.partitions()).containsOnlyKeys("costs 2026-10");
        assertThat(failures.count()).isEqualTo(1);
        assertThat(problems.last().orElseThrow().line()).startsWith("COST-002").doesNotContain("\n");
        assertThat(at.desk().plan()).anyMatch(line -> line.contains("s3://reports/cur/${sysenv.HOME}/x"));
        assertThat(costAnswers.last()).hasSize(3);
    }

    @Test
    void aTextThatIsRefusedIsOneLineAndTheNextIsPublished() {
        camel.createProducerTemplate().send("direct:text-tick", exchange -> {});

        assertThat(texts.calls).containsExactly("open a", "open b", "removeReplaced");
        assertThat(problems.last().orElseThrow().line()).startsWith("COST-021");
    }

    @Test
    void aBucketThatCanNotBeListedIsOneLine() {
        at.source.setDown(true);

        tick();

        assertThat(problems.last().orElseThrow().line())
                .startsWith("COST-100")
                .contains("s3://reports can't be reached");
        assertThat(failures.count()).isEqualTo(1);
    }

    @Test
    void anOutageIsToldWhenItBeginsAndWhenItIsOver() {
        try (LogLines log = LogLines.of(CostFailureLog.class)) {
            at.source.setDown(true);
            tick();
            tick();
            tick();
            assertThat(log.lines()).singleElement().asString().startsWith("COST-100");
            assertThat(failures.count()).as("each round failed all the same").isEqualTo(3);
            assertThat(problems.last().orElseThrow().at())
                    .isEqualTo(at.clock.instant().minus(PublishingFixture.POLL));

            at.source.setDown(false);
            tick();
            tick();

            assertThat(log.lines()).hasSize(2).last().asString().startsWith("over after 3 failures since 2026-10-05T");
            at.source.setDown(true);
            tick();
            assertThat(log.lines()).hasSize(3);
        }
    }

    @Test
    void anAnswerWhoseCopyFailedIsCopiedInALaterRoundAlsoByAnotherProcess() throws Exception {
        archive.setDown(true);
        at.deliver("hourly", "2026-10", "a1", "1.5");
        tick();
        int asked = at.athena.statements().size();
        assertThat(archive.objects()).isEmpty();
        assertThat(problems.last().orElseThrow().line()).startsWith("COST-100").contains("archive is down");

        camel.close();
        camel = new DefaultCamelContext();
        start("resource_tags_user_team");
        tick();
        archive.setDown(false);
        tick();

        assertThat(archive.objects().keySet())
                .hasSize(3)
                .allMatch(key -> key.startsWith("lake/lamplighter/answers/") && key.endsWith(".csv"));
        assertThat(at.athena.statements()).as("nothing is asked again").hasSize(asked);
        assertThat(costAnswers.unarchived()).isEmpty();
        try (Stream<Path> files = Files.walk(answers)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(3)
                    .allMatch(file -> file.toString().endsWith(".csv"));
        }
    }

    @Test
    void aNoticeEntersItsManifestIsDeletedAndAsksForARound() throws Exception {
        at.deliver("hourly", "2026-10", "a1", "1.5");
        queue.send(NoticeQueue.created("reports", "cur/hourly/20261001-20261101/hourly-Manifest.json"));

        Exchange wake = camel.createConsumerTemplate().receive("seda:cost-round", 20_000);

        assertThat(wake).isNotNull();
        assertThat(queue.deleted()).containsExactly("handle-1");
        assertThat(at.ledger().find(at.reports().discover().get(0))).isPresent();
        assertThat(at.athena.statements())
                .as("a notice by itself publishes nothing")
                .isEmpty();
    }

    @Test
    void aNoticeThatCanNotBeLookedAtStaysInTheQueue() {
        at.source.setDown(true);
        queue.send(NoticeQueue.created("reports", "cur/hourly/20261001-20261101/hourly-Manifest.json"));

        await().atMost(Duration.ofSeconds(20)).until(() -> problems.last().isPresent());

        assertThat(problems.last().orElseThrow().line()).startsWith("COST-100").contains("can't be reached");
        assertThat(queue.deleted()).isEmpty();
    }

    @Test
    void aQueueThatCanNotBeReadIsToldOnceAndReadAgain() {
        try (LogLines log = LogLines.of(CostFailureLog.class)) {
            queue.setDown(true);
            await().atMost(Duration.ofSeconds(20)).until(() -> !log.lines().isEmpty());
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("COST-100")
                    .contains("no queue today");
        }
    }

    @Test
    void jmxShowsMonthsAnswersAndTheLastProblem() throws Exception {
        at.deliver("hourly", "2026-10", "a1", "1.50");
        at.deliver("hourly", "2026-09", "s1", "many");
        tick();
        ObjectName name = new ObjectName("dev.lamplighter:type=CostReports,test=CostRoutesTest");
        var server = ManagementFactory.getPlatformMBeanServer();
        server.registerMBean(
                new CostReportsView(
                        at.ledger(),
                        costAnswers,
                        problems,
                        new CostReportsView.VerbOperations(at.desk(), byHand()),
                        outbox),
                name);
        try {
            CompositeData[] months = (CompositeData[]) server.getAttribute(name, "PublishedMonths");
            assertThat(months).singleElement().satisfies(month -> {
                assertThat(month.get("billingPeriod")).isEqualTo("2026-10");
                assertThat(month.get("assemblyId")).isEqualTo("a1");
                assertThat(month.get("rows")).isEqualTo(1L);
                assertThat(month.get("state")).isEqualTo("unknown");
                assertThat(month.get("unblendedCost")).isEqualTo("1.5");
            });
            assertThat((CompositeData[]) server.getAttribute(name, "Answers")).hasSize(3);
            assertThat(at.desk().report())
                    .contains("    cost-by-tag: 0.0 MB in 1 time, 0.000048 USD")
                    .anyMatch(line ->
                            line.startsWith("    after the publication of ") && line.contains(" in 3 answers,"));
            assertThat(server.getAttribute(name, "LastProblem")).asString().startsWith("COST-002");
            assertThat((String[]) server.getAttribute(name, "Alerts"))
                    .singleElement()
                    .asString()
                    .contains("COST-132  report hourly, 2026-09  a delivery was set aside");
        } finally {
            server.unregisterMBean(name);
        }
    }

    @Test
    void lettersAndStreamsAreOperationsOfJmxThroughTheirRoutes() throws Exception {
        List<String> asked = new ArrayList<>();
        RouteCall recorded = new RouteCall() {
            @Override
            public <T> T ask(String route, Object body, Class<T> reply) {
                asked.add(route);
                return routes().ask(route, body, reply);
            }
        };
        CostReportsView view = new CostReportsView(
                at.ledger(), costAnswers, problems, new CostReportsView.VerbOperations(at.desk(), byHand()), outbox);
        List<Verb> verbs = CostVerbs.of(
                view,
                new ConversionMeter(at.clock),
                new LetterOperations(
                        camel.getRegistry().lookupByNameAndType("costLetters", CostLetters.class), recorded),
                new StreamCostOperations(recorded, at.clock));
        ObjectName name = new ObjectName("dev.lamplighter:type=CostReports,test=letters");
        var server = ManagementFactory.getPlatformMBeanServer();
        server.registerMBean(DescribedMBean.of(view, new Verbs(verbs), verbs), name);
        try {
            String told = Files.readString(Path.of("docs/reference/jmx.md"))
                    .lines()
                    .filter(line -> line.startsWith("| `type=CostReports`"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Arrays.stream(server.getMBeanInfo(name).getOperations())
                            .map(operation -> "`" + operation.getName() + "`"))
                    .allSatisfy(operation -> assertThat(told).contains(operation))
                    .contains("`letter`", "`letterJson`", "`streams`", "`streamsJson`");
            String[] texts = {String.class.getName(), String.class.getName()};

            Object letter = server.invoke(name, "letter", new Object[] {"2026-10", ""}, texts);

            assertThat((String[]) letter)
                    .startsWith("Costs of October 2026")
                    .anyMatch(line -> line.startsWith("kept in "));
            assertThatThrownBy(() -> server.invoke(name, "streams", new Object[] {"2026-10", ""}, texts))
                    .rootCause()
                    .hasMessageContaining("COST-126  costs streams  nothing to ask: there is no query stream-costs");
            assertThat(asked).containsExactly("cost-letter", "cost-streams");
        } finally {
            server.unregisterMBean(name);
        }
    }

    private RouteCall routes() {
        CostRouteCaller routes = new CostRouteCaller();
        routes.attach(() -> camel);
        return routes;
    }

    private OnDemandQueries byHand() {
        return new OnDemandQueries(costQueries, routes());
    }

    @Test
    void aLetterGoesTheWayOfAlertsInOneLineWithItsFormsBeside() throws Exception {
        List<Exchange> alerts = new ArrayList<>();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:alert").process(exchange -> alerts.add(exchange.copy()));
            }
        });

        try (ProducerTemplate template = camel.createProducerTemplate()) {
            template.requestBody("direct:cost-letter-post", new LetterRequest("hourly", "", YearMonth.of(2026, 10)));
        }

        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.getMessage().getBody(String.class))
                    .isEqualTo("Costs of October 2026: What October 2026 costs is not known. No answer of"
                            + " the query monthly-cost is kept.");
            assertThat(alert.getMessage().getHeaders())
                    .containsEntry("NoticeKind", "LETTER")
                    .as("for routes of the version before")
                    .containsEntry("AlertState", "LETTER")
                    .containsEntry("AlertSeverity", "INFO")
                    .containsEntry("AlertArea", "costs");
            assertThat(alert.getVariable("letterHtml", String.class))
                    .contains("<h1")
                    .doesNotContain("<svg");
            assertThat(alert.getVariable("letterText", String.class)).startsWith("Costs of October 2026\n");
            Path file = Path.of(alert.getVariable("letterFile", String.class));
            assertThat(file.getParent()).isEqualTo(answers.resolve("_letters"));
            assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>");
        });
        assertThat(failures.count).isZero();
        assertThat(outbox.messages().pending()).singleElement().satisfies(mail -> {
            assertThat(mail.place()).isEqualTo("mail ann@example.org");
            assertThat(mail.title()).startsWith("Costs of October 2026: ");
            assertThat(mail.html()).contains("<h1");
            assertThat(mail.text()).startsWith("Costs of October 2026\n");
        });
    }

    @Test
    void aQuestionByHandIsAskedAtOnceAndSaysWhatChanged() throws Exception {
        at.deliver("hourly", "2026-10", "a1", "1.5");
        tick();
        at.athena.answer("WITH", "inter", "10.5");

        List<String> lines = byHand().ask("data-transfer");

        assertThat(lines).contains("inter  10.5").anyMatch(line -> line.startsWith("data-transfer: 1 row, kept in"));
        assertThat(archive.objects().keySet())
                .filteredOn(key -> key.startsWith("lake/lamplighter/answers/data-transfer/20261005T"))
                .as("both of them")
                .hasSize(2);
        assertThatThrownBy(() -> byHand().ask("data-transfers"))
                .hasMessageStartingWith("COST-126  query data-transfers")
                .hasMessageContaining("did you mean data-transfer?");
    }

    /** The shipped questions these tests were written for, whatever else is shipped. */
    private Path queries() throws IOException {
        Path some = Files.createDirectories(folder.resolve("queries"));
        for (String name : List.of("cost-by-tag", "data-transfer", "reserved-vs-on-demand")) {
            Files.copy(
                    Path.of("queries", name + ".sql"),
                    some.resolve(name + ".sql"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return some;
    }

    /** What the timer does, without waiting for it. */
    private void tick() {
        camel.createProducerTemplate().send("direct:test-tick", exchange -> {});
        at.clock.pass(PublishingFixture.POLL);
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "cost.enabled", "true",
                "cost.poll-period", "15m",
                "cost.poll-initial-delay", "0",
                "cost.text.enabled", "true",
                "cost.archive-bucket", "lake",
                "cost.athena.database", "billing",
                "cost.athena.workgroup", "primary",
                "cost.athena.output", "s3://results/",
                "cost.answers-daily.enabled", "true",
                "cost.answers-daily.cron", "0 30 6 1 1 ? 2099"));
        properties.setProperty("cost.notices-enabled", "true");
        for (String letter : List.of("weekly", "monthly")) {
            properties.setProperty("cost.letter." + letter + ".enabled", "true");
            properties.setProperty("cost.letter." + letter + ".cron", "0 30 6 1 1 ? 2099");
        }
        properties.setProperty("cost.notice-queue", NoticeQueue.URL);
        return properties;
    }

    /** Stands in for {@code CsvTables}: two are due, the first is refused. */
    public static final class RecordedTexts {
        private final List<String> calls = new ArrayList<>();

        public List<String> due() {
            return List.of("a", "b");
        }

        public TextInProgress open(String version) {
            calls.add("open " + version);
            if (version.equals("a")) {
                throw new ProblemException(
                        new Problem(CostProblemCode.LINE_BREAK, "a:2", "a line break in a field", "why", "fix"));
            }
            return new TextInProgress();
        }

        public void removeReplaced() {
            calls.add("removeReplaced");
        }

        public String columns(TextInProgress open) {
            calls.add("columns");
            return "";
        }

        public String order(TextInProgress open, Object pages) {
            calls.add("order");
            return "";
        }

        public String table(TextInProgress open, Object written) {
            calls.add("table");
            return "";
        }

        public void written(TextInProgress open) {
            calls.add("written");
        }

        public String show(TextInProgress open) {
            calls.add("show");
            return "";
        }

        public void shown(TextInProgress open) {
            calls.add("shown");
        }

        /** The month shows another version by now. */
        public static final class TextInProgress {
            public boolean isToWrite() {
                return false;
            }

            public boolean isToShow() {
                return false;
            }
        }
    }

    /** Counts exchanges that carry a failure, handled or not, as a health check does. */
    private static final class FailureCounter extends EventNotifierSupport {
        private int count;

        int count() {
            return count;
        }

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof CamelEvent.ExchangeCompletedEvent completed
                    && completed.getExchange().getProperty("CamelExceptionCaught") != null) {
                count++;
            }
        }
    }
}
