package dev.lamplighter.benchmarks;

import dev.lamplighter.base.Settings;
import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.base.aws.AwsResponseValidator;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.LightSettings;
import dev.lamplighter.fleet.PollProcessor;
import dev.lamplighter.fleet.PolledFleets;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;

/** Polls as routes/templates/light-poll.camel.yaml does: its steps, and the real SDK in between. */
final class PollingClient implements AutoCloseable {
    private final InstantSource clock = InstantSource.system();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Ec2Client ec2;
    private PollProcessor steps;

    PollingClient(URI endpoint) {
        ec2 = Ec2Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .overrideConfiguration(AwsResponseValidator.calls(Duration.ofMinutes(1)))
                .httpClient(new AwsHttp())
                .build();
        forget();
    }

    /** The next poll describes all instances, as the first one of a service does. */
    void forget() {
        steps = new PollProcessor(
                new PolledFleets(LightSettings.of(new Settings(Map.of("light.describe-period", "1d"), Path.of("")))),
                clock,
                clock);
    }

    FleetSnapshot poll() throws Exception {
        Exchange exchange = new DefaultExchange(camel);
        steps.statuses(exchange);
        while (exchange.getMessage().getBody() instanceof DescribeInstanceStatusRequest request) {
            exchange.getMessage().setBody(ec2.describeInstanceStatus(request));
            steps.statuses(exchange);
        }
        steps.descriptions(exchange);
        while (exchange.getMessage().getBody() instanceof DescribeInstancesRequest request) {
            exchange.getMessage().setBody(ec2.describeInstances(request));
            steps.descriptions(exchange);
        }
        steps.snapshot(exchange);
        return exchange.getMessage().getBody(FleetSnapshot.class);
    }

    @Override
    public void close() throws Exception {
        ec2.close();
        camel.close();
    }
}
