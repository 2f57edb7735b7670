package dev.lamplighter.sandbox.ec2;

import static dev.lamplighter.sandbox.ec2.Ec2OverHttp.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lamplighter.sandbox.aws.Call;
import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.waiters.Ec2Waiter;

/** What the SDK makes of the stand-in: waiting, retrying, refusals; and what the ledger remembers. */
final class Ec2CallMapperTest {
    private final Ec2OverHttp aws = Ec2OverHttp.seeded();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void theSdksWaiterSeesAnInstanceStart() {
        aws.server.faults((service, operation, request) -> aws.time.pass(Duration.ofSeconds(1)));
        try (Ec2Waiter waiter = Ec2Waiter.builder()
                .client(aws.ec2)
                .overrideConfiguration(o ->
                        o.backoffStrategyV2(BackoffStrategy.retryImmediately()).maxAttempts(40))
                .build()) {
            aws.ec2.startInstances(r -> r.instanceIds(InitialFleet.MEDIA_SERVER));
            waiter.waitUntilInstanceRunning(r -> r.instanceIds(InitialFleet.MEDIA_SERVER));
        }

        assertThat(aws.server.ledger().calls("ec2", "DescribeInstances"))
                .as("one second passes with each call, 3.5 are needed")
                .hasSize(4);
    }

    @Test
    void throttlingTwiceIsRetriedByTheSdk() {
        aws.faults.fail("ec2", "StartInstances", 2, SimulatedAwsError.requestLimitExceeded());

        aws.ec2.startInstances(r -> r.instanceIds(InitialFleet.MEDIA_SERVER));

        assertThat(aws.server.ledger().calls("ec2", "StartInstances"))
                .extracting(Call::outcome)
                .containsExactly("RequestLimitExceeded", "RequestLimitExceeded", Call.OK);
        assertThat(aws.state(InitialFleet.MEDIA_SERVER)).isEqualTo("pending");
    }

    @Test
    void missingCapacityIsRetriedAndThenReportedWithItsStatus() {
        aws.faults.fail("ec2", "StartInstances", 3, SimulatedAwsError.insufficientInstanceCapacity());

        refused(
                "InsufficientInstanceCapacity",
                () -> aws.ec2.startInstances(r -> r.instanceIds(InitialFleet.MEDIA_SERVER)));
        assertThat(aws.state(InitialFleet.MEDIA_SERVER)).isEqualTo("stopped");
        assertThat(aws.server.ledger().calls("ec2", "StartInstances")).hasSize(3);
    }

    @Test
    void aFaultCanBeForOneInstanceOnly() {
        aws.faults.failWhen(
                "ec2",
                "StartInstances",
                1,
                SimulatedAwsError.badRequest("Unsupported", "not here"),
                request -> ((StartInstancesRequest) request).instanceIds().contains("i-0b1b2c3d4e5f60006"));

        aws.ec2.startInstances(r -> r.instanceIds(InitialFleet.MEDIA_SERVER));
        refused("Unsupported", () -> aws.ec2.startInstances(r -> r.instanceIds("i-0b1b2c3d4e5f60006")));
    }

    @Test
    void aDryRunDoesNothing() {
        refused(
                "DryRunOperation",
                () -> aws.ec2.startInstances(
                        r -> r.instanceIds(InitialFleet.MEDIA_SERVER).dryRun(true)));
        assertThat(aws.state(InitialFleet.MEDIA_SERVER)).isEqualTo("stopped");
    }

    @Test
    void anOperationThatIsNotThereIsRefusedOnce() {
        refused("UnsupportedOperation", () -> aws.ec2.describeKeyPairs());
        assertThat(aws.server.ledger().calls()).hasSize(1);
    }

    @Test
    void theLedgerHoldsTypedRequestsInOrderWithTheirTimes() {
        aws.ec2.startInstances(r -> r.instanceIds(InitialFleet.MEDIA_SERVER));
        aws.time.pass(Duration.ofSeconds(4));
        aws.ec2.stopInstances(r -> r.instanceIds(InitialFleet.MEDIA_SERVER));

        assertThat(aws.server.ledger().calls())
                .extracting(Call::service, Call::operation, Call::at, Call::outcome)
                .containsExactly(
                        tuple("ec2", "StartInstances", Ec2OverHttp.START, Call.OK),
                        tuple("ec2", "StopInstances", Ec2OverHttp.START.plusSeconds(4), Call.OK));
        assertThat(aws.server.ledger().requests(StartInstancesRequest.class))
                .singleElement()
                .extracting(request -> request.instanceIds().get(0))
                .isEqualTo(InitialFleet.MEDIA_SERVER);
        aws.server.ledger().clear();
        assertThat(aws.server.ledger().calls()).isEmpty();
    }

    @Test
    void tagsCanBeSetReplacedAndTakenAway() {
        Tag odd = Tag.builder().key("Schéma & <co>").value("a=b&c \u2603").build();
        aws.ec2.createTags(r -> r.resources(InitialFleet.MEDIA_SERVER, InitialFleet.FIRST_ADDRESS)
                .tags(odd, Tag.builder().key("Environment").value("test").build()));

        assertThat(aws.describe(InitialFleet.MEDIA_SERVER).tags())
                .contains(odd, Tag.builder().key("Environment").value("test").build())
                .hasSize(3);
        aws.ec2.deleteTags(r -> r.resources(InitialFleet.MEDIA_SERVER)
                .tags(
                        Tag.builder().key(odd.key()).build(),
                        Tag.builder().key("Environment").value("production").build()));
        assertThat(aws.describe(InitialFleet.MEDIA_SERVER).tags())
                .extracting(Tag::key)
                .containsExactly("Environment", "Name");
        refused(
                "InvalidParameterValue",
                () -> aws.ec2.createTags(r -> r.resources(InitialFleet.MEDIA_SERVER)
                        .tags(Tag.builder().key("aws:mine").build())));
    }

    @Test
    void aVolumeIsAttachedOnce() {
        aws.ec2.attachVolume(r -> r.volumeId(InitialFleet.RECORDINGS_VOLUME)
                .instanceId(InitialFleet.MEDIA_SERVER)
                .device("/dev/sdf"));

        assertThat(aws.ec2
                        .describeVolumes(r -> r.volumeIds(InitialFleet.RECORDINGS_VOLUME))
                        .volumes()
                        .get(0)
                        .attachments())
                .extracting(attachment -> attachment.instanceId(), attachment -> attachment.device())
                .containsExactly(tuple(InitialFleet.MEDIA_SERVER, "/dev/sdf"));
        refused(
                "VolumeInUse",
                () -> aws.ec2.attachVolume(r -> r.volumeId(InitialFleet.RECORDINGS_VOLUME)
                        .instanceId(InitialFleet.MEDIA_SERVER)
                        .device("/dev/sdg")));
    }
}
