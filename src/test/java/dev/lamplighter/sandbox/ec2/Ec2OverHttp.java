package dev.lamplighter.sandbox.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.aws.FaultScript;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;

/** The stand-in on a free port, time at a test's command, and the real SDK talking to it. */
final class Ec2OverHttp implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T06:00:00Z");

    final SimulatedClock time = new SimulatedClock(START);
    final Ec2StandIn standIn = new Ec2StandIn(time);
    final FaultScript faults = new FaultScript();
    final AwsServer server = AwsServer.start(0, time).serve("ec2", standIn);
    final Ec2Client ec2 = Ec2Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(new AwsHttp())
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .backoffStrategy(BackoffStrategy.retryImmediately())
                    .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                    .build()))
            .build();

    Ec2OverHttp() {
        server.faults(faults);
    }

    static Ec2OverHttp seeded() {
        Ec2OverHttp seeded = new Ec2OverHttp();
        InitialFleet.plantIn(seeded.standIn);
        return seeded;
    }

    /** Launches that many instances, one reservation, and returns their ids. */
    List<String> launch(int count) {
        return ec2
                .runInstances(r -> r.imageId(InitialFleet.IMAGE)
                        .instanceType("t3.micro")
                        .minCount(count)
                        .maxCount(count))
                .instances()
                .stream()
                .map(Instance::instanceId)
                .toList();
    }

    /** One instance that runs. */
    String running() {
        String id = launch(1).get(0);
        time.pass(Duration.ofSeconds(4));
        return id;
    }

    Instance describe(String id) {
        return ec2.describeInstances(r -> r.instanceIds(id))
                .reservations()
                .get(0)
                .instances()
                .get(0);
    }

    String state(String id) {
        return describe(id).state().nameAsString();
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** That the call is refused with this code; returns the message. */
    static String refused(String code, ThrowingCallable call) {
        Ec2Exception refusal = catchThrowableOfType(Ec2Exception.class, call);
        assertThat(refusal).as("refusal with " + code).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        return refusal.awsErrorDetails().errorMessage();
    }

    @Override
    public void close() {
        faults.clear();
        ec2.close();
        server.close();
    }
}
