package dev.lamplighter.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.HomeProperty;
import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.app.feature.CostRouteCaller;
import dev.lamplighter.app.feature.CostsFeature;
import dev.lamplighter.app.feature.KeptClient;
import dev.lamplighter.app.feature.ServiceContext;
import dev.lamplighter.app.route.OfflineAwsClients;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.publish.PublishingFixture;
import dev.lamplighter.cost.query.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A command beside no service goes by the operator's files, too. */
final class LocalRoutesTest {
    @TempDir
    private Path home;

    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");
    private final CostRouteCaller routes = new CostRouteCaller();
    private LocalRoutes command;

    @BeforeEach
    void begin() throws IOException {
        HomeProperty.copy(home, "routes");
        Files.createDirectories(home.resolve("queries"));
        Files.write(
                home.resolve("application.properties"),
                List.of(
                        "cost.enabled=true",
                        "cost.source=s3://reports/cur",
                        "cost.report-name=hourly",
                        "cost.target=s3://lake/lamplighter",
                        "cost.athena.database=billing",
                        "cost.athena.output=s3://results/",
                        "cost.athena.poll-delay=10ms",
                        "cost.poll-period=1s"));
        AwsClients aws = new AwsClients(
                OfflineAwsClients.refusing(Ec2Client.class),
                new KeptClient<>(() -> OfflineAwsClients.refusing(S3Client.class)),
                new KeptClient<>(() -> at.athena),
                new KeptClient<>(() -> OfflineAwsClients.refusing(SqsClient.class)),
                source -> OfflineAwsClients.refusing(Ec2Client.class),
                source -> OfflineAwsClients.refusing(Ec2Client.class),
                AwsTime.UNKNOWN);
        Configuration configuration = Configuration.load(new InstallDirectory(home), List.of());
        ServiceContext serviceContext = new ServiceContext(configuration, aws, database.dataSource(), at.clock);
        Map<String, Object> beans = at.byName();
        beans.remove("athena"); // the foundation has it
        Map<String, Object> all = new CostsFeature(serviceContext, (from, to) -> List.of()).beans();
        all.forEach(beans::putIfAbsent);
        command = new LocalRoutes(configuration, serviceContext, beans);
        routes.attach(command::context);
    }

    @AfterEach
    void close() {
        command.close();
        database.close();
    }

    private void edit(String route, String from, String to) throws IOException {
        Path file = home.resolve("routes/" + route + ".camel.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void aStepOfTheOperatorRunsAndNothingBeginsByItself() throws IOException {
        edit(
                "cost-version",
                "      steps:\n        - setVariable:\n            id: cost-version.open",
                "      steps:\n        - log: {id: cost-version.mine, message: mine, logName: mine.command}\n"
                        + "        - setVariable:\n            id: cost-version.open");
        at.deliver("hourly", "2026-10", "a1", "1.5");
        try (LogLines lines = LogLines.of("mine.command")) {
            PublicationResult publicationResult =
                    routes.ask("cost-version", at.reports().discover().get(0), PublicationResult.class);

            assertThat(publicationResult.switched()).isTrue();
            assertThat(lines.lines()).containsExactly("mine");
        }
        assertThat(command.context().getRouteController().getRouteStatus("cost-poll"))
                .isEqualTo(ServiceStatus.Stopped);
        assertThat(command.context().getRouteController().getRouteStatus("cost-discover"))
                .isEqualTo(ServiceStatus.Stopped);
        assertThat(command.context().getRoutes())
                .extracting(route -> route.getRouteId())
                .contains("athena", "cost-answer", "cost-verify")
                .doesNotContain("windows-reconcile");
    }

    @Test
    void aRouteWhoseFileIsBrokenIsOneLineAndTheShippedOneRuns() throws IOException {
        edit("athena", "uri: direct:athena", "uri: direkt:athena");
        at.deliver("hourly", "2026-10", "a1", "1.5");

        try (LogLines log = LogLines.of(LocalRoutes.class)) {
            PublicationResult publicationResult =
                    routes.ask("cost-version", at.reports().discover().get(0), PublicationResult.class);

            assertThat(publicationResult.switched()).isTrue();
            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("ROUTE-018  routes/athena.camel.yaml"))
                    .anyMatch(line -> line.startsWith(
                            "ROUTE-019  routes/athena.camel.yaml  the shipped route runs in its place: the"
                                    + " file is refused"));
        }
    }

    @Test
    void filesThatAnEarlierVersionHadNotAreOneLineAndTheShippedOnesRun() throws IOException {
        Files.delete(home.resolve("routes/cost-published.camel.yaml"));
        Files.delete(home.resolve("routes/athena.camel.yaml"));
        at.deliver("hourly", "2026-10", "a1", "1.5");

        try (LogLines log = LogLines.of(LocalRoutes.class)) {
            PublicationResult publicationResult =
                    routes.ask("cost-version", at.reports().discover().get(0), PublicationResult.class);

            assertThat(publicationResult.switched()).isTrue();
            assertThat(log.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("ROUTE-019  routes/  ")
                            .contains("there is no athena, cost-published"));
        }
    }

    @Test
    void aRouteThatIsNotThereIsOneLine() {
        assertThatThrownBy(() -> routes.ask("cost-nothing", "SELECT 1", String.class))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-152  route cost-nothing  doesn't run");
    }

    @Test
    void aRouteThatLeavesSomethingElseIsOneLine() throws IOException {
        String open = """
            - setVariable:
                id: cost-version.open
            """.indent(8);
        String mine = """
            - setBody: {id: cost-version.mine, expression: {constant: {expression: mine}}}
            - stop: {id: cost-version.end}
            """.indent(8);
        edit("cost-version", open, mine + open);
        at.deliver("hourly", "2026-10", "a1", "1.5");

        assertThatThrownBy(
                        () -> routes.ask("cost-version", at.reports().discover().get(0), PublicationResult.class))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-153  route cost-version  no PublicationResult came back");
    }
}
