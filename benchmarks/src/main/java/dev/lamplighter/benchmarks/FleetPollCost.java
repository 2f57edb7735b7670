package dev.lamplighter.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.FleetDescriptionProcessor;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.FleetSnapshotProcessor;
import dev.lamplighter.fleet.FleetStatusProcessor;
import dev.lamplighter.fleet.LightSettings;
import dev.lamplighter.fleet.PolledFleets;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.SeededFleet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What polls of 10,000 instances cost: through the real SDK against a stand-in in a process of its own. */
public final class FleetPollCost {
    private static final int INSTANCES = 10_000;
    private static final int LARGEST_LAUNCH = 100;
    private static final int POLLS = 10;
    private static final InstantSource CLOCK = InstantSource.system();

    private FleetPollCost() {}

    /** Prints a line a poll; with the argument {@code stand-in} it is the other process. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            standIn();
            return;
        }
        Process standIn = new ProcessBuilder(List.of(
                        "java", "-cp", System.getProperty("java.class.path"), FleetPollCost.class.getName(), "stand-in"))
                .redirectError(Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                        new BufferedReader(new InputStreamReader(standIn.getInputStream(), StandardCharsets.UTF_8));
                Ec2Client ec2 = client(URI.create(said.readLine()));
                DefaultCamelContext camel = new DefaultCamelContext()) {
            measure(ec2, camel);
        } finally {
            standIn.destroy();
        }
    }

    private static void measure(Ec2Client ec2, DefaultCamelContext camel) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        PolledFleets fleets = fresh();
        for (int poll = 1; poll <= POLLS; poll++) {
            // Every second one describes all, like the first poll of a service.
            fleets = poll % 2 == 1 ? fresh() : fleets;
            long cpu = system.getProcessCpuTime();
            FleetSnapshot fleet = poll(ec2, fleets, new DefaultExchange(camel));
            double seconds = (system.getProcessCpuTime() - cpu) / 1e9;
            System.gc();
            System.out.printf(
                    "poll %2d %-22s instances=%d process cpu=%.2f s live heap=%.1f MB%n",
                    poll,
                    poll % 2 == 1 ? "states + descriptions" : "states",
                    fleet.instances().size(),
                    seconds,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6);
        }
    }

    private static PolledFleets fresh() {
        return new PolledFleets(LightSettings.of(new Settings(Map.of("light.describe-period", "1d"), Path.of(""))));
    }

    /** The steps of routes/templates/light-poll.camel.yaml. */
    private static FleetSnapshot poll(Ec2Client ec2, PolledFleets fleets, Exchange exchange) throws Exception {
        FleetStatusProcessor statuses = new FleetStatusProcessor(fleets, CLOCK);
        FleetDescriptionProcessor descriptions = new FleetDescriptionProcessor(CLOCK);
        statuses.process(exchange);
        while (exchange.getMessage().getBody() instanceof DescribeInstanceStatusRequest request) {
            exchange.getMessage().setBody(ec2.describeInstanceStatus(request));
            statuses.process(exchange);
        }
        descriptions.process(exchange);
        while (exchange.getMessage().getBody() instanceof DescribeInstancesRequest request) {
            exchange.getMessage().setBody(ec2.describeInstances(request));
            descriptions.process(exchange);
        }
        new FleetSnapshotProcessor(CLOCK).process(exchange);
        return exchange.getMessage().getBody(FleetSnapshot.class);
    }

    private static Ec2Client client(URI endpoint) {
        return Ec2Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static void standIn() throws IOException {
        Ec2StandIn ec2 = new Ec2StandIn(CLOCK);
        for (int launched = 0; launched < INSTANCES; launched += LARGEST_LAUNCH) {
            launch(ec2);
        }
        try (AwsServer server = AwsServer.start(0, CLOCK).serve("ec2", ec2)) {
            System.out.println(server.endpoint());
            // Until the other process is gone.
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }

    private static void launch(Ec2StandIn ec2) {
        ec2.runInstances(request -> request.imageId(SeededFleet.IMAGE)
                .instanceType("t3.micro")
                .minCount(LARGEST_LAUNCH)
                .maxCount(LARGEST_LAUNCH)
                .tagSpecifications(TagSpecification.builder()
                        .resourceType(ResourceType.INSTANCE)
                        .tags(tag("Name", "machine"), tag("Environment", "production"), tag("Team", "video"))
                        .build()));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
