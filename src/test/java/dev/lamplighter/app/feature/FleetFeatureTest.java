package dev.lamplighter.app.feature;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.app.route.OfflineAwsClients;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.fleet.FleetAccountRegion;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceHealth.Verdict;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.fleet.PollFailure;
import dev.lamplighter.fleet.check.ChecksMXBean;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.aws.FaultScript;
import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Two accounts, each a stand-in of its own reached by the real SDK over HTTP, polled by the routes as they are shipped. */
final class FleetFeatureTest {
    private static final int LARGE_FLEET = 10_000;
    private static final int LARGEST_LAUNCH = 100;

    @TempDir
    private Path drop;

    private final Account east = new Account();
    private final Account west = new Account();
    private final Map<String, FleetSnapshot> shown = new ConcurrentHashMap<>();
    private final Map<String, PollFailure> missed = new ConcurrentHashMap<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final StateDatabase database = StateDatabase.inMemory();
    private FleetFeature feature;

    @BeforeEach
    void load() throws Exception {
        InitialFleet.plantIn(east.standIn);
        Settings settings = new Settings(
                Map.of(
                        "light.source.east.region", "us-east-1",
                        "light.source.west.region", "us-west-2",
                        "light.check.answers.type", "ping",
                        "light.check.answers.instances", "web-1"),
                Path.of(""));
        feature = new FleetFeature(
                new ServiceContext(settings, clients(), database.dataSource(), InstantSource.system()));
        feature.beans().forEach(camel.getRegistry()::bind);
        Processor show =
                exchange -> shown.put(source(exchange), exchange.getMessage().getBody(FleetSnapshot.class));
        Processor miss = exchange -> missed.put(
                source(exchange), PollFailure.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
        camel.getRegistry().bind("ledPanel", show);
        camel.getRegistry().bind("missedPoll", miss);
        Properties properties = new Properties();
        properties.setProperty("light.poll-period", "1h");
        camel.getPropertiesComponent().setInitialProperties(properties);
        for (String file : List.of("light-errors", "templates/light-poll", "templates/light-check")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(PluginHelper.getResourceLoader(camel)
                            .resolveResource("file:routes/" + file + ".camel.yaml"));
        }
        for (TemplatedRoute route : feature.templatedRoutes()) {
            camel.addRouteFromTemplate(route.routeId(), route.templateId(), Map.copyOf(route.parameters()));
            AdviceWith.adviceWith(
                    camel, route.routeId(), advice -> advice.replaceFromWith("direct:" + route.routeId()));
        }
        camel.start();
    }

    @AfterEach
    void stop() throws IOException {
        camel.close();
        feature.close();
        database.close();
        east.server.close();
        west.server.close();
    }

    @Test
    void everySourceHasAFleetOfItsOwn() {
        send("light-poll-east");
        send("light-poll-west");
        assertThat(missed).isEmpty();
        assertThat(fleet("west").instances()).isEmpty();
        assertThat(fleet("east").instances()).extracting(Instance::name).contains("media-server", "web-1", "database");
        assertThat(fleet("east").instance(InitialFleet.MEDIA_SERVER)).hasValueSatisfying(server -> {
            assertThat(server.state()).isEqualTo(InstanceState.STOPPED);
            assertThat(server.tags()).containsEntry("Environment", "production");
            assertThat(server.privateIp()).isEqualTo("172.31.0.4");
        });
    }

    @Test
    void oneThatIsThrottledIsMissedAloneAndThenLeftAlone() {
        west.faults.fail(
                "ec2",
                "DescribeInstanceStatus",
                100,
                SimulatedAwsError.badRequest("RequestLimitExceeded", "slow down"));
        send("light-poll-west");
        send("light-poll-west");
        send("light-poll-east");
        assertThat(missed.keySet()).containsExactly("west");
        assertThat(failure("west").kind()).isEqualTo(PollFailure.Kind.THROTTLED);
        assertThat(shown.keySet()).containsExactly("east");
        assertThat(west.server.ledger().calls()).hasSize(1);
    }

    @Test
    void oneWhoseCredentialsAreRefusedIsMissedAlone() {
        east.faults.fail(
                "ec2", "DescribeInstanceStatus", 1, SimulatedAwsError.badRequest("AuthFailure", "who are you"));
        send("light-poll-east");
        send("light-poll-west");
        assertThat(failure("east").isRefusal()).isTrue();
        assertThat(shown.keySet()).containsExactly("west");
    }

    @Test
    void oneThatDoesntAnswerDelaysNoOtherOnTheSharedThreads() throws Exception {
        west.faults.hold("ec2", "DescribeInstanceStatus", 1, Duration.ofMinutes(5));
        List<TemplatedRoute> westFirst = new ArrayList<>(feature.templatedRoutes());
        Collections.reverse(westFirst);
        for (TemplatedRoute route : westFirst) {
            if (route.templateId().equals("light-poll")) {
                Map<String, Object> parameters = new HashMap<>(route.parameters());
                parameters.put("poll", "clocked-" + route.routeId());
                camel.addRouteFromTemplate("clocked-" + route.routeId(), "light-poll", parameters);
            }
        }
        await().until(() -> shown.containsKey("east"));
        assertThat(shown).doesNotContainKey("west");
        west.faults.clear();
        await().until(() -> shown.containsKey("west"));
    }

    @Test
    void anImpairedInstanceFailsEc2sCheck() {
        String id = instance("web-1");
        east.standIn.controls().failStatusCheck(id);
        send("light-poll-east");
        assertThat(feature.health().of(id).reasons()).containsExactly("ec2: instance=impaired");
        east.standIn.controls().repairStatusCheck(id);
        send("light-poll-east");
        assertThat(feature.health().of(id).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aDeclaredCheckAsksTheInstancesOfTheLastPollAndReports() {
        send("light-poll-east");
        String id = instance("web-1");
        send("light-check-answers");
        assertThat(results()).containsKey(id + " answers").doesNotContainKey(InitialFleet.MEDIA_SERVER + " answers");
    }

    @Test
    void theRouteInTheGuidePutsItsResultOnTheBoard() throws Exception {
        send("light-poll-east");
        String guide = Files.readString(Path.of("docs/how-to/add-a-check.md"));
        String yaml = guide.substring(guide.indexOf("- route:"));
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.fromString(
                        "check-backup.camel.yaml",
                        yaml.substring(0, yaml.indexOf("```"))
                                .replaceFirst("directoryName: .*", "directoryName: " + drop)));
        Files.writeString(drop.resolve(instance("web-1")), "disk full");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(feature.health().of(instance("web-1")).reasons())
                                .containsExactly("backup: disk full"));
    }

    @Test
    void tenThousandInstancesComePageByPage() {
        for (int launched = 0; launched < LARGE_FLEET; launched += LARGEST_LAUNCH) {
            west.standIn.runInstances(request -> request.imageId(InitialFleet.IMAGE)
                    .instanceType("t3.micro")
                    .minCount(LARGEST_LAUNCH)
                    .maxCount(LARGEST_LAUNCH));
        }
        send("light-poll-west");
        assertThat(fleet("west").instances()).hasSize(LARGE_FLEET);
        assertThat(west.server.ledger().calls())
                .as("ten pages of states and forty of descriptions")
                .hasSize(50);
    }

    private FleetSnapshot fleet(String source) {
        return requireNonNull(shown.get(source), source);
    }

    private PollFailure failure(String source) {
        return requireNonNull(missed.get(source), source);
    }

    private Map<String, String> results() {
        return ((ChecksMXBean) requireNonNull(feature.mxBeans().get("Checks"))).getResults();
    }

    private void send(String routeId) {
        camel.createProducerTemplate().send("direct:" + routeId, ExchangePattern.InOnly, exchange -> {});
    }

    private String instance(String name) {
        return east.standIn
                .describeInstances(request -> request.filters(
                        Filter.builder().name("tag:Name").values(name).build()))
                .reservations()
                .get(0)
                .instances()
                .get(0)
                .instanceId();
    }

    private AwsClients clients() {
        return new AwsClients(
                OfflineAwsClients.refusing(Ec2Client.class),
                new KeptClient<>(() -> OfflineAwsClients.refusing(S3Client.class)),
                new KeptClient<>(() -> OfflineAwsClients.refusing(AthenaClient.class)),
                new KeptClient<>(() -> OfflineAwsClients.refusing(SqsClient.class)),
                this::client,
                this::client,
                AwsTime.UNKNOWN);
    }

    private Ec2Client client(FleetAccountRegion source) {
        return (source.name().equals("east") ? east : west).client();
    }

    private static String source(Exchange exchange) {
        return exchange.getProperty("LamplighterFleetSource", String.class);
    }

    /** An EC2 behind its own port. */
    private static final class Account {
        final Ec2StandIn standIn = new Ec2StandIn(InstantSource.system());
        final FaultScript faults = new FaultScript();
        final AwsServer server = AwsServer.start(0, InstantSource.system()).serve("ec2", standIn);

        Account() {
            server.faults(faults);
        }

        Ec2Client client() {
            return Ec2Client.builder()
                    .endpointOverride(server.endpoint())
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                    .httpClient(new AwsHttp())
                    .overrideConfiguration(
                            o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(Duration.ofSeconds(60)))
                    .build();
        }
    }
}
