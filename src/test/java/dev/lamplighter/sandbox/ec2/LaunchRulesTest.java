package dev.lamplighter.sandbox.ec2;

import static dev.lamplighter.sandbox.ec2.Ec2OverHttp.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** What EC2 enforces on launched instances, as far as it makes trouble for who launches and terminates them. */
final class LaunchRulesTest {
    private static final String OTHER_ZONE = "subnet-0123456789abcdef1";

    private final Ec2OverHttp aws = new Ec2OverHttp();

    @AfterEach
    void close() {
        aws.close();
    }

    private static RunInstancesRequest.Builder one() {
        return RunInstancesRequest.builder()
                .imageId(InitialFleet.IMAGE)
                .instanceType("t3.micro")
                .minCount(1)
                .maxCount(1);
    }

    private Instance launch(RunInstancesRequest.Builder request) {
        return aws.ec2.runInstances(request.build()).instances().get(0);
    }

    private void terminate(String id) {
        aws.ec2.terminateInstances(r -> r.instanceIds(id));
    }

    @Test
    void aProtectedInstanceIsTerminatedOnlyOnceItsProtectionIsOff() {
        String id = launch(one().disableApiTermination(true)).instanceId();

        refused("OperationNotPermitted", () -> terminate(id));
        assertThat(aws.state(id)).isEqualTo("pending");

        aws.ec2.modifyInstanceAttribute(r -> r.instanceId(id).disableApiTermination(value -> value.value(false)));
        terminate(id);
        assertThat(aws.state(id)).isEqualTo("shutting-down");
    }

    @Test
    void capacityIsThatOfAZone() {
        aws.standIn.controls().exhaust("t3.micro@us-east-1a");

        refused("InsufficientInstanceCapacity", () -> launch(one()));
        assertThat(launch(one().subnetId(OTHER_ZONE)).placement().availabilityZone())
                .isNotEqualTo("us-east-1a");
        assertThat(launch(one().instanceType("t3.small")).placement().availabilityZone())
                .isEqualTo("us-east-1a");
        assertThat(aws.standIn.controls().instanceIds()).hasSize(2);
    }

    @Test
    void otherCallsDoNotKnowANewIdYetThoughItIsBilled() {
        aws.standIn.controls().lagBehindLaunches(Duration.ofSeconds(30));
        String id = launch(one().clientToken("once")).instanceId();

        refused("InvalidInstanceID.NotFound", () -> aws.describe(id));
        refused("InvalidInstanceID.NotFound", () -> terminate(id));
        assertThat(aws.ec2.describeInstances().reservations()).isEmpty();
        assertThat(launch(one().clientToken("once")).instanceId())
                .as("the token is known at once")
                .isEqualTo(id);

        aws.time.pass(Duration.ofSeconds(31));
        assertThat(aws.state(id)).isEqualTo("running");
        terminate(id);
        assertThat(aws.state(id)).isEqualTo("shutting-down");
    }

    @Test
    void theInterfaceOfATerminatedInstanceIsGoneAndItsAddressFree() {
        Instance launched = launch(one());
        String eni = launched.networkInterfaces().get(0).networkInterfaceId();
        String eip = aws.ec2.allocateAddress(r -> r.domain("vpc")).allocationId();
        aws.time.pass(Duration.ofSeconds(10));
        aws.ec2.associateAddress(r -> r.allocationId(eip).networkInterfaceId(eni));

        terminate(launched.instanceId());
        aws.time.pass(Duration.ofSeconds(10));

        assertThat(aws.state(launched.instanceId())).isEqualTo("terminated");
        assertThat(aws.ec2.describeAddresses().addresses().get(0).associationId())
                .isNull();
        refused(
                "InvalidNetworkInterfaceID.NotFound",
                () -> aws.ec2.describeNetworkInterfaces(r -> r.networkInterfaceIds(eni)));
        refused(
                "InvalidNetworkInterfaceID.NotFound",
                () -> aws.ec2.associateAddress(r -> r.allocationId(eip).networkInterfaceId(eni)));
    }

    @Test
    void volumesThatALaunchMakesGoWithTheInstanceAndOneThatWasAttachedIsFreeAgain() {
        Instance launched = launch(one().blockDeviceMappings(
                        BlockDeviceMapping.builder()
                                .deviceName("/dev/xvda")
                                .ebs(of -> of.volumeSize(40))
                                .build(),
                        BlockDeviceMapping.builder()
                                .deviceName("/dev/sdg")
                                .ebs(of -> of.volumeSize(100).deleteOnTermination(true))
                                .build()));
        assertThat(aws.ec2.describeVolumes().volumes())
                .extracting(volume -> volume.attachments().get(0).device() + " " + volume.size())
                .containsExactlyInAnyOrder("/dev/xvda 40", "/dev/sdg 100");
        String archive = aws.ec2
                .createVolume(r -> r.availabilityZone("us-east-1a").size(500))
                .volumeId();
        aws.time.pass(Duration.ofSeconds(10));
        aws.ec2.attachVolume(
                r -> r.volumeId(archive).instanceId(launched.instanceId()).device("/dev/sdf"));

        terminate(launched.instanceId());
        aws.time.pass(Duration.ofSeconds(10));

        assertThat(aws.ec2.describeVolumes().volumes()).singleElement().satisfies(volume -> {
            assertThat(volume.volumeId()).isEqualTo(archive);
            assertThat(volume.stateAsString()).isEqualTo("available");
        });
    }
}
