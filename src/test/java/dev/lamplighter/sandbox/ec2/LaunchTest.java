package dev.lamplighter.sandbox.ec2;

import static dev.lamplighter.sandbox.ec2.Ec2OverHttp.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** RunInstances. */
final class LaunchTest {
    private final Ec2OverHttp aws = new Ec2OverHttp();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void theSameTokenLaunchesOnce() {
        RunInstancesResponse first =
                aws.ec2.runInstances(one().clientToken("w-1").build());
        RunInstancesResponse again =
                aws.ec2.runInstances(one().clientToken("w-1").build());
        RunInstancesResponse other =
                aws.ec2.runInstances(one().clientToken("w-2").build());

        assertThat(again.reservationId()).isEqualTo(first.reservationId());
        assertThat(id(again)).isEqualTo(id(first));
        assertThat(id(other)).isNotEqualTo(id(first));
        assertThat(aws.ec2
                        .describeInstances(r -> r.filters(Ec2OverHttp.filter("client-token", "w-1")))
                        .reservations())
                .flatExtracting(reservation -> reservation.instances())
                .extracting(instance -> instance.instanceId())
                .containsExactly(id(first));
    }

    @Test
    void theSameTokenWithOtherParametersIsAMismatch() {
        aws.ec2.runInstances(one().clientToken("w-1").build());

        refused(
                "IdempotentParameterMismatch",
                () -> aws.ec2.runInstances(
                        one().clientToken("w-1").instanceType("t3.large").build()));
        refused(
                "InvalidParameterValue",
                () -> aws.ec2.runInstances(one().clientToken("x".repeat(65)).build()));
    }

    @Test
    void anAnswerThatGetsLostLeavesOneInstanceForTheTokenOfTheSdk() {
        aws.faults.loseAnswer("ec2", "RunInstances", 1);

        RunInstancesResponse response = aws.ec2.runInstances(one().build());

        assertThat(aws.server.ledger().calls("ec2", "RunInstances")).hasSize(2);
        assertThat(aws.standIn.controls().instanceIds()).containsExactly(id(response));
    }

    @Test
    void userDataIsLimitedBeforeItIsEncoded() {
        String id = id(aws.ec2.runInstances(one().userData(zeros(16_384)).build()));
        assertThat(aws.standIn.controls().userData(id)).isEqualTo(zeros(16_384));

        assertThat(refused(
                        "InvalidParameterValue",
                        () -> aws.ec2.runInstances(one().userData(zeros(16_385)).build())))
                .isEqualTo("User data is limited to 16384 bytes");
        refused(
                "InvalidUserData.Malformed",
                () -> aws.ec2.runInstances(one().userData("#!/bin/sh").build()));
        assertThat(aws.standIn.controls().instanceIds()).hasSize(1);
    }

    @Test
    void tagsReachTheInstanceItsVolumeAndItsInterface() {
        aws.ec2.runInstances(one().tagSpecifications(
                        tagged(ResourceType.INSTANCE),
                        tagged(ResourceType.VOLUME),
                        tagged(ResourceType.NETWORK_INTERFACE))
                .build());

        assertThat(aws.ec2
                        .describeTags(r -> r.filters(Ec2OverHttp.filter("key", "Kind")))
                        .tags())
                .extracting(TagDescription::resourceTypeAsString)
                .containsExactlyInAnyOrder("instance", "volume", "network-interface");
        assertThat(aws.ec2.describeTags().tags()).allMatch(tag -> tag.value().equals(tag.resourceTypeAsString()));
    }

    @Test
    void anExistingInterfaceIsGivenToOneInstanceOnly() {
        String eni = aws.ec2
                .createNetworkInterface(r -> r.subnetId(Ec2Store.SUBNET).privateIpAddress("172.31.9.9"))
                .networkInterface()
                .networkInterfaceId();
        RunInstancesRequest request = RunInstancesRequest.builder()
                .imageId(InitialFleet.IMAGE)
                .minCount(1)
                .maxCount(1)
                .networkInterfaces(InstanceNetworkInterfaceSpecification.builder()
                        .deviceIndex(0)
                        .networkInterfaceId(eni)
                        .build())
                .build();

        assertThat(aws.ec2.runInstances(request).instances().get(0).privateIpAddress())
                .isEqualTo("172.31.9.9");
        refused(
                "InvalidNetworkInterface.InUse",
                () -> aws.ec2.runInstances(
                        request.toBuilder().clientToken("another").build()));
        assertThat(aws.standIn.controls().instanceIds()).hasSize(1);
    }

    @Test
    void whatIsMissingOrMalformedIsRefused() {
        refused(
                "MissingParameter",
                () -> aws.ec2.runInstances(r -> r.minCount(1).maxCount(1)));
        refused("MissingParameter", () -> aws.ec2.runInstances(r -> r.imageId(InitialFleet.IMAGE)));
        refused(
                "InvalidAMIID.Malformed",
                () -> aws.ec2.runInstances(one().imageId("ami-wowza").build()));
        refused(
                "InvalidParameterValue",
                () -> aws.ec2.runInstances(one().minCount(2).maxCount(1).build()));
        refused(
                "InvalidParameterValue",
                () -> aws.ec2.runInstances(one().tagSpecifications(TagSpecification.builder()
                                .resourceType(ResourceType.INSTANCE)
                                .tags(Tag.builder().key("aws:x").value("y").build())
                                .build())
                        .build()));
        assertThat(aws.standIn.controls().instanceIds()).isEmpty();
    }

    private static RunInstancesRequest.Builder one() {
        return RunInstancesRequest.builder()
                .imageId(InitialFleet.IMAGE)
                .instanceType("t3.micro")
                .minCount(1)
                .maxCount(1);
    }

    private static TagSpecification tagged(ResourceType type) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(Tag.builder().key("Kind").value(type.toString()).build())
                .build();
    }

    private static String zeros(int length) {
        return Base64.getEncoder().encodeToString(new byte[length]);
    }

    private static String id(RunInstancesResponse response) {
        return response.instances().get(0).instanceId();
    }
}
