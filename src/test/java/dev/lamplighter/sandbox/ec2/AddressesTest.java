package dev.lamplighter.sandbox.ec2;

import static dev.lamplighter.sandbox.ec2.Ec2OverHttp.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Address;

/** Elastic IPs: who has them, who may take them. */
final class AddressesTest {
    private final Ec2OverHttp aws = Ec2OverHttp.seeded();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void anAddressOnThePrimaryInterfaceIsThePublicAddressOfItsInstance() {
        String association = associate(SeededFleet.FIRST_ADDRESS, SeededFleet.PRIMARY_INTERFACE);

        Address address = describe(SeededFleet.FIRST_ADDRESS);
        assertThat(address.associationId()).isEqualTo(association);
        assertThat(address.instanceId()).isEqualTo(SeededFleet.MEDIA_SERVER);
        assertThat(address.privateIpAddress()).isEqualTo("172.31.0.4");
        assertThat(aws.describe(SeededFleet.MEDIA_SERVER).publicIpAddress()).isEqualTo("198.51.100.1");
        assertThat(aws.describe(SeededFleet.MEDIA_SERVER).publicDnsName())
                .isEqualTo("ec2-198-51-100-1.compute-1.amazonaws.com");
    }

    @Test
    void anAddressOnASecondaryPrivateAddressIsNotThePublicAddress() {
        aws.ec2.associateAddress(r -> r.allocationId(SeededFleet.FIRST_ADDRESS)
                .networkInterfaceId(SeededFleet.PRIMARY_INTERFACE)
                .privateIpAddress("172.31.0.5"));

        assertThat(describe(SeededFleet.FIRST_ADDRESS).privateIpAddress()).isEqualTo("172.31.0.5");
        assertThat(aws.describe(SeededFleet.MEDIA_SERVER).publicIpAddress()).isNull();
        refused(
                "InvalidParameterValue",
                () -> aws.ec2.associateAddress(r -> r.allocationId(SeededFleet.FIRST_ADDRESS)
                        .networkInterfaceId(SeededFleet.PRIMARY_INTERFACE)
                        .privateIpAddress("172.31.0.6")));
    }

    @Test
    void associatingAgainChangesNothing() {
        String first = associate(SeededFleet.FIRST_ADDRESS, SeededFleet.PRIMARY_INTERFACE);

        String again = aws.ec2
                .associateAddress(r -> r.allocationId(SeededFleet.FIRST_ADDRESS)
                        .networkInterfaceId(SeededFleet.PRIMARY_INTERFACE)
                        .allowReassociation(false))
                .associationId();
        assertThat(again).isEqualTo(first);
    }

    @Test
    void anAddressMovesUnlessReassociationIsRefused() {
        associate(SeededFleet.FIRST_ADDRESS, SeededFleet.PRIMARY_INTERFACE);

        refused(
                "Resource.AlreadyAssociated",
                () -> aws.ec2.associateAddress(r -> r.allocationId(SeededFleet.FIRST_ADDRESS)
                        .networkInterfaceId(SeededFleet.SECOND_INTERFACE)
                        .allowReassociation(false)));
        assertThat(describe(SeededFleet.FIRST_ADDRESS).networkInterfaceId()).isEqualTo(SeededFleet.PRIMARY_INTERFACE);

        associate(SeededFleet.FIRST_ADDRESS, SeededFleet.SECOND_INTERFACE);
        assertThat(describe(SeededFleet.FIRST_ADDRESS).networkInterfaceId()).isEqualTo(SeededFleet.SECOND_INTERFACE);
    }

    @Test
    void anAddressTakesThePlaceOfAnotherUnlessReassociationIsRefused() {
        associate(SeededFleet.FIRST_ADDRESS, SeededFleet.PRIMARY_INTERFACE);

        refused(
                "Resource.AlreadyAssociated",
                () -> aws.ec2.associateAddress(r -> r.allocationId(SeededFleet.SECOND_ADDRESS)
                        .networkInterfaceId(SeededFleet.PRIMARY_INTERFACE)
                        .allowReassociation(false)));
        associate(SeededFleet.SECOND_ADDRESS, SeededFleet.PRIMARY_INTERFACE);

        assertThat(describe(SeededFleet.FIRST_ADDRESS).associationId()).isNull();
        assertThat(aws.describe(SeededFleet.MEDIA_SERVER).publicIpAddress()).isEqualTo("198.51.100.2");
    }

    @Test
    void anInstanceCanBeNamedOnlyWithOneInterfaceAndWhenItIsNotPending() {
        assertThat(refused(
                        "InvalidInstanceID",
                        () -> aws.ec2.associateAddress(
                                r -> r.allocationId(SeededFleet.FIRST_ADDRESS).instanceId(SeededFleet.MEDIA_SERVER))))
                .contains("multiple interfaces");

        String id = aws.launch(1).get(0);
        assertThat(refused(
                        "InvalidInstanceID",
                        () -> aws.ec2.associateAddress(
                                r -> r.allocationId(SeededFleet.FIRST_ADDRESS).instanceId(id))))
                .contains("pending");
        aws.time.pass(Duration.ofSeconds(4));
        aws.ec2.associateAddress(r -> r.allocationId(SeededFleet.FIRST_ADDRESS).instanceId(id));
        assertThat(aws.describe(id).publicIpAddress()).isEqualTo("198.51.100.1");
    }

    @Test
    void anInterfaceIsRefusedWhileItsInstanceIsPending() {
        aws.ec2.startInstances(r -> r.instanceIds(SeededFleet.MEDIA_SERVER));

        refused("IncorrectInstanceState", () -> associate(SeededFleet.FIRST_ADDRESS, SeededFleet.PRIMARY_INTERFACE));
        aws.time.pass(Duration.ofSeconds(4));
        associate(SeededFleet.FIRST_ADDRESS, SeededFleet.PRIMARY_INTERFACE);
    }

    @Test
    void anAddressStaysThroughStopAndStartWhereALentOneDoesNot() {
        associate(SeededFleet.FIRST_ADDRESS, SeededFleet.PRIMARY_INTERFACE);
        String lender = aws.running();
        String lent = aws.describe(lender).publicIpAddress();

        aws.ec2.startInstances(r -> r.instanceIds(SeededFleet.MEDIA_SERVER));
        aws.time.pass(Duration.ofSeconds(4));
        aws.ec2.stopInstances(r -> r.instanceIds(SeededFleet.MEDIA_SERVER, lender));
        aws.time.pass(Duration.ofSeconds(4));
        assertThat(aws.describe(SeededFleet.MEDIA_SERVER).publicIpAddress()).isEqualTo("198.51.100.1");
        assertThat(aws.describe(lender).publicIpAddress()).isNull();

        aws.ec2.startInstances(r -> r.instanceIds(lender));
        assertThat(aws.describe(lender).publicIpAddress()).isNotNull().isNotEqualTo(lent);
    }

    @Test
    void disassociatingTwiceIsNoErrorButAnUnknownAssociationIs() {
        String association = associate(SeededFleet.FIRST_ADDRESS, SeededFleet.PRIMARY_INTERFACE);

        aws.ec2.disassociateAddress(r -> r.associationId(association));
        aws.ec2.disassociateAddress(r -> r.associationId(association));
        assertThat(describe(SeededFleet.FIRST_ADDRESS).associationId()).isNull();
        refused(
                "InvalidAssociationID.NotFound",
                () -> aws.ec2.disassociateAddress(r -> r.associationId("eipassoc-0123456789abcdef0")));
    }

    @Test
    void fiveAddressesAreTheQuotaAndOneInUseIsNotReleased() {
        String third = aws.ec2.allocateAddress(r -> r.domain("vpc")).allocationId();
        aws.ec2.allocateAddress(r -> r.domain("vpc"));
        aws.ec2.allocateAddress(r -> r.domain("vpc"));
        refused("AddressLimitExceeded", () -> aws.ec2.allocateAddress(r -> r.domain("vpc")));

        String association = associate(third, SeededFleet.SECOND_INTERFACE);
        refused("InvalidIPAddress.InUse", () -> aws.ec2.releaseAddress(r -> r.allocationId(third)));
        aws.ec2.disassociateAddress(r -> r.associationId(association));
        aws.ec2.releaseAddress(r -> r.allocationId(third));
        refused("InvalidAllocationID.NotFound", () -> describe(third));
    }

    @Test
    void addressesAndInterfacesAreFoundByFilters() {
        associate(SeededFleet.SECOND_ADDRESS, SeededFleet.SECOND_INTERFACE);

        assertThat(aws.ec2
                        .describeAddresses(r -> r.filters(Ec2OverHttp.filter("instance-id", SeededFleet.MEDIA_SERVER)))
                        .addresses())
                .extracting(Address::allocationId)
                .containsExactly(SeededFleet.SECOND_ADDRESS);
        assertThat(aws.ec2
                        .describeNetworkInterfaces(
                                r -> r.filters(Ec2OverHttp.filter("association.public-ip", "198.51.100.2")))
                        .networkInterfaces())
                .extracting(eni -> eni.networkInterfaceId())
                .containsExactly(SeededFleet.SECOND_INTERFACE);
        refused(
                "InvalidParameterValue",
                () -> aws.ec2.describeAddresses(r -> r.filters(Ec2OverHttp.filter("colour", "red"))));
    }

    private String associate(String allocationId, String networkInterfaceId) {
        return aws.ec2
                .associateAddress(r -> r.allocationId(allocationId).networkInterfaceId(networkInterfaceId))
                .associationId();
    }

    private Address describe(String allocationId) {
        return aws.ec2
                .describeAddresses(r -> r.allocationIds(allocationId))
                .addresses()
                .get(0);
    }
}
