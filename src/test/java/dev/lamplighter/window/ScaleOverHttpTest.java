package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.lamplighter.app.feature.WindowLoads;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.base.aws.AwsResponseValidator;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.aws.FaultScript;
import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import dev.lamplighter.sandbox.cloudwatch.CloudWatchStandIn;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.window.action.ActionOutcome;
import dev.lamplighter.window.journal.SlotScaling;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Repeaters follow their load over the shipped routes, the SDK, HTTP and stand-ins of EC2 and CloudWatch. */
final class ScaleOverHttpTest {
    private static final String DECLARATION = """
        windows:
          - name: sunday-service
            zone: America/Chicago
            when: {days: SUN, opens: "08:30", closes: "19:00"}
            launch:
              - {slot: origin, image: ami-0123456789abcdef0, type: c7i.large}
              - {slot: repeater, count: 1..2, image: ami-0123456789abcdef0, type: c7i.large,
                 scale: {cpu: 75, connections: 250, namespace: Wowza, metric: Connections, warmup: 2m, drain: 3m}}
        """;

    private final SimulatedClock clock = new SimulatedClock("2026-11-22T14:20:00Z");
    private final Ec2StandIn standIn = new Ec2StandIn(clock);
    private final FaultScript faults = new FaultScript();
    private final AwsServer server =
            AwsServer.start(0, clock).serve("ec2", standIn).serve("monitoring", new CloudWatchStandIn(clock, standIn));
    private final StaticCredentialsProvider credentials =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    private final Ec2Client ec2 = Ec2Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .httpClient(new AwsHttp())
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    private volatile int cloudWatchPort = server.endpoint().getPort();
    private final CloudWatchClient cloudWatch = CloudWatchClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .httpClient(new AwsHttp())
            .overrideConfiguration(AwsResponseValidator.calls(Duration.ofSeconds(30))
                    .copy(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry())
                            .addExecutionInterceptor(new ExecutionInterceptor() {
                                @Override
                                public SdkHttpRequest modifyHttpRequest(
                                        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
                                    return context.httpRequest().toBuilder()
                                            .port(cloudWatchPort)
                                            .build();
                                }
                            })))
            .build();
    private final StateDatabase database = StateDatabase.inMemory();

    @AfterEach
    void close() {
        ec2.close();
        cloudWatch.close();
        server.close();
        database.close();
    }

    private WindowCamel camel() throws Exception {
        server.faults(faults);
        WindowCamel camel = new WindowCamel(DECLARATION, clock, ec2, database);
        camel.context.getRegistry().bind("cloudWatchClient", cloudWatch);
        camel.load();
        camel.context.start();
        return camel;
    }

    /** The route's clock is a real one; a minute here is one message to the route that it would send. */
    private void run(WindowCamel camel, int minutes, int connections) {
        for (int i = 0; i < minutes; i++) {
            for (String id : running()) {
                cloudWatch.putMetricData(put -> put.namespace("Wowza")
                        .metricData(MetricDatum.builder()
                                .metricName("Connections")
                                .value((double) connections)
                                .timestamp(clock.instant())
                                .dimensions(Dimension.builder()
                                        .name("InstanceId")
                                        .value(id)
                                        .build())
                                .build()));
            }
            runUnmeasured(camel, 1);
        }
    }

    private void runUnmeasured(WindowCamel camel, int minutes) {
        for (int i = 0; i < minutes; i++) {
            WindowLoads loads = camel.context.getRegistry().lookupByNameAndType("windowLoads", WindowLoads.class);
            loads.due()
                    .forEach(question -> camel.context
                            .createFluentProducerTemplate()
                            .to("direct:cloudwatch-metrics")
                            .withBody(question)
                            .send());
            for (int half = 0; half < 2; half++) {
                ReconcileResult looked = camel.windows.reconcile();
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> camel.actions.await(looked.due(), Duration.ZERO).stream()
                                .noneMatch(outcome -> outcome.state() == ActionOutcome.State.WAITING));
                clock.pass(Stage.TICK);
            }
        }
    }

    private List<String> running() {
        return standIn.controls().states().entrySet().stream()
                .filter(instance -> instance.getValue() == InstanceStateName.RUNNING)
                .map(instance -> instance.getKey())
                .toList();
    }

    private void cpu(String percent) {
        running()
                .forEach(id -> ec2.createTags(tags -> tags.resources(id)
                        .tags(Tag.builder()
                                .key(CloudWatchStandIn.CPU_TAG)
                                .value(percent)
                                .build())));
    }

    private static List<String> scaled(WindowCamel camel) {
        return camel.journal.latest("sunday-service").orElseThrow().scalings().stream()
                .map(SlotScaling::words)
                .toList();
    }

    @Test
    void oneMoreIsLaunchedAndDrainedAgainByTheRoutes() throws Exception {
        try (WindowCamel camel = camel()) {
            run(camel, 5, 10);
            assertThat(running()).hasSize(2);
            cpu("90");
            run(camel, 6, 10);
            assertThat(scaled(camel)).containsExactly("scaled out to repeater-2");
            assertThat(running()).hasSize(3);
            cpu("10");
            run(camel, 22, 10);
            assertThat(scaled(camel)).containsExactly("scaled out to repeater-2", "scaled in, without repeater-2");
            assertThat(server.ledger().calls("ec2", "CreateTags"))
                    .anyMatch(call -> call.request().toString().contains("lamplighter-drain"));
            run(camel, 4, 10);
            assertThat(running()).hasSize(2);
            run(camel, 3, 260);
            assertThat(scaled(camel)).last().isEqualTo("scaled out to repeater-2");
            assertThat(camel.alertCodes()).isEmpty();
        }
    }

    @Test
    void aPermissionThatIsLackingIsToldAndNothingIsGivenUp() throws Exception {
        try (WindowCamel camel = camel()) {
            run(camel, 5, 10);
            cpu("90");
            run(camel, 6, 10);
            assertThat(running()).hasSize(3);
            cpu("10");
            faults.fail(
                    "monitoring",
                    "GetMetricData",
                    100,
                    new SimulatedAwsError(403, "AccessDenied", "not authorized to perform: cloudwatch:GetMetricData"));
            run(camel, 40, 10);
            assertThat(running()).hasSize(3);
            assertThat(camel.alerts.raised("windows"))
                    .anyMatch(alert -> alert.code().equals("WINDOW-196")
                            && alert.text().contains("AccessDenied")
                            && alert.text().contains("allow cloudwatch:GetMetricData"));
        }
    }

    @Test
    void aPortalInTheWayOfCloudWatchIsToldAndNothingIsGivenUp() throws Exception {
        HttpServer portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        portal.createContext("/", exchange -> {
            byte[] page = "<!DOCTYPE html><title>Log in</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        portal.start();
        try (WindowCamel camel = camel()) {
            run(camel, 5, 10);
            cpu("90");
            run(camel, 6, 10);
            assertThat(running()).hasSize(3);
            cpu("10");
            cloudWatchPort = portal.getAddress().getPort();
            runUnmeasured(camel, 40);
            assertThat(running()).hasSize(3);
            assertThat(camel.alerts.raised("windows"))
                    .extracting(Alert::text)
                    .singleElement(STRING)
                    .startsWith("WINDOW-196  sunday-service/repeater  ")
                    .contains(
                            "CloudWatch can't be asked: GetMetricData failed: AWS-001 cloudwatch:GetMetricData got HTTP"
                                    + " 200 of type text/html that begins \"<!DOCTYPE html>");
        } finally {
            portal.stop(0);
        }
    }
}
