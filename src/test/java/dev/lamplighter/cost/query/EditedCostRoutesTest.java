package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.app.feature.CostRouteCaller;
import dev.lamplighter.app.message.MessageDispatcher;
import dev.lamplighter.app.message.MessageSettings;
import dev.lamplighter.app.route.OfflineAwsClients;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.letter.CostLetters;
import dev.lamplighter.cost.publish.CostOperations;
import dev.lamplighter.cost.publish.PublishingFixture;
import dev.lamplighter.cost.publish.ReportDeliveryAlerts;
import dev.lamplighter.cost.report.MultipartUploadTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The shipped files with a step of an operator put first into {@code cost-version} and {@code athena}: it runs for every
 * publication and every statement, by whichever door it comes.
 */
final class EditedCostRoutesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");
    private final NoticeQueue queue = new NoticeQueue();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final CostRouteCaller routes = new CostRouteCaller();

    @SuppressWarnings("NullAway.Init")
    private CostOperations desk;

    @SuppressWarnings("NullAway.Init")
    private OnDemandQueries questions;

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("(cost-|athena).*"))
                    .toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    /** Puts steps first, as a person would. */
    private void edit(String route, String steps) throws IOException {
        Path file = folder.resolve(route + ".camel.yaml");
        String text = Files.readString(file);
        String edited = text.replaceFirst("(?m)^      steps:\n", "      steps:\n" + steps.indent(8));
        assertThat(edited).isNotEqualTo(text);
        Files.writeString(file, edited);
    }

    private static String log(String route) {
        return "- log: {id: " + route + ".mine, message: mine, logName: mine." + route + "}\n";
    }

    private void start() throws Exception {
        AlertOutbox outbox = new AlertOutbox(database.dataSource(), at.clock);
        QuerySettings settings = new QuerySettings(
                Path.of("queries"),
                folder.resolve("answers"),
                6,
                List.of(),
                Map.of("tag_column", "resource_tags_user_team", "anomaly_percent", "30", "anomaly_amount", "1"));
        QueryRunLedger ledger = new QueryRunLedger(database.dataSource());
        AnswerHistory history = new AnswerHistory(
                new AnswerFolder(settings.answers()), new AnswerAlerts(outbox), "lamplighter/answers/");
        CostQueryRuns queries = new CostQueryRuns(at.settings, settings, at.ledger(), ledger, at.views(), at.clock);
        Map<String, Object> beans = at.byName();
        beans.put("costQueries", queries);
        KeptStreamCosts streams = new KeptStreamCosts(new AnswerFolder(settings.answers()));
        beans.put("costLetters", new CostLetters(at.settings, settings, history, streams, at.clock));
        beans.put("costStreams", new StreamReports(queries, routes, (from, to) -> List.of(), streams, at.clock));
        beans.put("costAnswers", new CostAnswers(at.settings, history, ledger));
        beans.put(
                "costAlerts",
                new ReportDeliveryAlerts(
                        at.ledger(), at.settings.tables().keySet(), outbox, at.clock, Duration.ofDays(2)));
        beans.put(
                "messages",
                new MessageDispatcher(
                        MessageSettings.of(new Settings(Map.of(), folder)),
                        List.of(outbox.messages()),
                        at.clock,
                        () -> {}));
        beans.put("costUploadTest", new MultipartUploadTrial(() -> OfflineAwsClients.refusing(S3Client.class)));
        beans.put("s3", new ArchiveBucket());
        beans.put("sqs", queue);
        beans.forEach(camel.getRegistry()::bind);
        camel.disableJMX();
        camel.getPropertiesComponent().setInitialProperties(properties());
        try (Stream<Path> files = Files.list(folder)) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(files.filter(file -> file.toString().contains(".camel."))
                            .map(file -> PluginHelper.getResourceLoader(camel).resolveResource("file:" + file))
                            .toList());
        }
        camel.start();
        routes.attach(() -> camel);
        desk = at.desk(routes);
        questions = new OnDemandQueries(queries, routes);
    }

    /** A clock that rings at the start, and then not before the test is over. */
    private static Properties properties() {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "cost.enabled", "true",
                "cost.poll-period", "1d",
                "cost.text.enabled", "false",
                "cost.archive-bucket", "lake",
                "cost.athena.workgroup", "primary",
                "cost.athena.output", "s3://results/",
                "cost.answers-daily.enabled", "false",
                "cost.answers-daily.cron", "0 30 6 1 1 ? 2099",
                "cost.notices-enabled", "true",
                "cost.notice-queue", NoticeQueue.URL));
        properties.setProperty("cost.poll-initial-delay", "0");
        for (String letter : List.of("weekly", "monthly")) {
            properties.setProperty("cost.letter." + letter + ".enabled", "false");
            properties.setProperty("cost.letter." + letter + ".cron", "0 30 6 1 1 ? 2099");
        }
        return properties;
    }

    @AfterEach
    void close() {
        camel.stop();
        database.close();
    }

    private List<String> shown() {
        return at.ledger().published().stream()
                .map(entry -> entry.month() + " " + entry.assemblyId())
                .toList();
    }

    @Test
    void aFirstStepRunsForEveryPublicationAndEveryStatementByWhicheverDoor() throws Exception {
        edit("cost-version", log("cost-version"));
        edit("athena", log("athena"));
        try (LogLines publications = LogLines.of("mine.cost-version");
                LogLines statements = LogLines.of("mine.athena")) {
            at.deliver("hourly", "2026-10", "a1", "1.5");
            start();
            await().atMost(PATIENCE).until(() -> shown().contains("2026-10 a1"));
            awaitRest();
            assertThat(publications.lines()).as("the timer").hasSize(1);

            at.deliver("hourly", "2026-10", "a2", "2.5");
            queue.send(NoticeQueue.created("reports", "cur/hourly/20261001-20261101/hourly-Manifest.json"));
            await().atMost(PATIENCE).until(() -> shown().contains("2026-10 a2"));
            awaitRest();
            assertThat(publications.lines()).as("a notice").hasSize(2);

            desk.rollback("", "2026-10", "");
            assertThat(shown()).containsExactly("2026-10 a1");
            assertThat(publications.lines()).as("costs rollback").hasSize(3);

            desk.publish("2026-10");
            assertThat(shown()).containsExactly("2026-10 a2");
            assertThat(publications.lines()).as("costs publish").hasSize(4);

            int before = at.athena.statements().size();
            questions.ask("data-transfer");
            assertThat(at.athena.statements()).as("costs query").hasSize(before + 1);
            assertThat(desk.verify("2026-10")).hasSize(1);
            assertThat(at.athena.statements()).as("costs verify").hasSize(before + 2);

            assertThat(statements.lines()).hasSameSizeAs(at.athena.statements());
        }
    }

    /** Until the questions that follow a publication are answered. */
    private void awaitRest() {
        await().atMost(PATIENCE).until(() -> camel.getInflightRepository().size() == 0);
    }

    @Test
    void aStepThatFailsPostponesTheVersionAndIsToldAndNothingIsLost() throws Exception {
        edit("cost-version", "- bean: {id: cost-version.mine, ref: mine, method: fail}\n");
        Mine mine = new Mine();
        camel.getRegistry().bind("mine", mine);
        at.deliver("hourly", "2026-10", "a1", "1.5");
        start();
        await().atMost(PATIENCE).until(() -> at.ledger().versions().stream().anyMatch(entry -> entry.attempts() == 1));
        awaitRest();

        ReportLedgerEntry waiting = at.ledger().versions().get(0);
        assertThat(waiting.reason()).contains("my step fails");
        assertThat(waiting.retryAt()).isNotNull();
        assertThat(at.athena.statements()).isEmpty();
        assertThat(desk.publish("2026-10"))
                .singleElement()
                .asString()
                .startsWith("COST-106")
                .contains("my step fails");

        mine.fails = false;
        assertThat(desk.publish("2026-10").get(0)).startsWith("2026-10 published");
        assertThat(at.athena.switches()).hasSize(1);
    }

    @Test
    void aStepThatFailsAfterPublicationIsToldAndNothingIsPublishedTwice() throws Exception {
        edit("cost-published", "- bean: {id: cost-published.mine, ref: mine, method: fail}\n");
        camel.getRegistry().bind("mine", new Mine());
        start();
        at.deliver("hourly", "2026-10", "a1", "1.5");

        List<String> told = desk.publish("2026-10");

        assertThat(told.get(0)).startsWith("2026-10 published");
        assertThat(told).last().asString().startsWith("COST-151").contains("my step fails");
        assertThat(desk.publish("2026-10")).containsExactly("nothing to publish");
        assertThat(at.athena.switches()).hasSize(1);
    }

    /** An operator's bean. */
    public static final class Mine {
        private volatile boolean fails = true;

        public void fail() {
            if (fails) {
                throw new IllegalStateException("my step fails");
            }
        }
    }
}
