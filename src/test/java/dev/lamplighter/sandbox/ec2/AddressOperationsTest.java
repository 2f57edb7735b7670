package dev.lamplighter.sandbox.ec2;

import static dev.lamplighter.sandbox.ec2.Ec2OverHttp.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Address;

/** Elastic IPs: who has them, who may take them. */
final class AddressOperationsTest {
    private final Ec2OverHttp aws = Ec2OverHttp.seeded();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void anAddressOnThePrimaryInterfaceIsThePublicAddressOfItsInstance() {
        String association = associate(InitialFleet.FIRST_ADDRESS, InitialFleet.PRIMARY_INTERFACE);

        Address address = describe(InitialFleet.FIRST_ADDRESS);
        assertThat(address.associationId()).isEqualTo(association);
        assertThat(address.instanceId()).isEqualTo(InitialFleet.MEDIA_SERVER);
        assertThat(address.privateIpAddress()).isEqualTo("172.31.0.4");
        assertThat(aws.describe(InitialFleet.MEDIA_SERVER).publicIpAddress()).isEqualTo("198.51.100.1");
        assertThat(aws.describe(InitialFleet.MEDIA_SERVER).publicDnsName())
                .isEqualTo("ec2-198-51-100-1.compute-1.amazonaws.com");
    }

    @Test
    void anAddressOnASecondaryPrivateAddressIsNotThePublicAddress() {
        aws.ec2.associateAddress(r -> r.allocationId(InitialFleet.FIRST_ADDRESS)
                .networkInterfaceId(InitialFleet.PRIMARY_INTERFACE)
                .privateIpAddress("172.31.0.5"));

        assertThat(describe(InitialFleet.FIRST_ADDRESS).privateIpAddress()).isEqualTo("172.31.0.5");
        assertThat(aws.describe(InitialFleet.MEDIA_SERVER).publicIpAddress()).isNull();
        refused(
                "InvalidParameterValue",
                () -> aws.ec2.associateAddress(r -> r.allocationId(InitialFleet.FIRST_ADDRESS)
                        .networkInterfaceId(InitialFleet.PRIMARY_INTERFACE)
                        .privateIpAddress("172.31.0.6")));
    }

    @Test
    void associatingAgainChangesNothing() {
        String first = associate(InitialFleet.FIRST_ADDRESS, InitialFleet.PRIMARY_INTERFACE);

        String again = aws.ec2
                .associateAddress(r -> r.allocationId(InitialFleet.FIRST_ADDRESS)
                        .networkInterfaceId(InitialFleet.PRIMARY_INTERFACE)
                        .allowReassociation(false))
                .associationId();
        assertThat(again).isEqualTo(first);
    }

    @Test
    void anAddressMovesUnlessReassociationIsRefused() {
        associate(InitialFleet.FIRST_ADDRESS, InitialFleet.PRIMARY_INTERFACE);

        refused(
                "Resource.AlreadyAssociated",
                () -> aws.ec2.associateAddress(r -> r.allocationId(InitialFleet.FIRST_ADDRESS)
                        .networkInterfaceId(InitialFleet.SECOND_INTERFACE)
                        .allowReassociation(false)));
        assertThat(describe(InitialFleet.FIRST_ADDRESS).networkInterfaceId()).isEqualTo(InitialFleet.PRIMARY_INTERFACE);

        associate(InitialFleet.FIRST_ADDRESS, InitialFleet.SECOND_INTERFACE);
        assertThat(describe(InitialFleet.FIRST_ADDRESS).networkInterfaceId()).isEqualTo(InitialFleet.SECOND_INTERFACE);
    }

    @Test
    void anAddressTakesThePlaceOfAnotherUnlessReassociationIsRefused() {
        associate(InitialFleet.FIRST_ADDRESS, InitialFleet.PRIMARY_INTERFACE);

        refused(
                "Resource.AlreadyAssociated",
                () -> aws.ec2.associateAddress(r -> r.allocationId(InitialFleet.SECOND_ADDRESS)
                        .networkInterfaceId(InitialFleet.PRIMARY_INTERFACE)
                        .allowReassociation(false)));
        associate(InitialFleet.SECOND_ADDRESS, InitialFleet.PRIMARY_INTERFACE);

        assertThat(describe(InitialFleet.FIRST_ADDRESS).associationId()).isNull();
        assertThat(aws.describe(InitialFleet.MEDIA_SERVER).publicIpAddress()).isEqualTo("198.51.100.2");
    }

    @Test
    void anInstanceCanBeNamedOnlyWithOneInterfaceAndWhenItIsNotPending() {
        assertThat(refused(
                        "InvalidInstanceID",
                        () -> aws.ec2.associateAddress(
                                r -> r.allocationId(InitialFleet.FIRST_ADDRESS).instanceId(InitialFleet.MEDIA_SERVER))))
                .contains("multiple interfaces");

        String id = aws.launch(1).get(0);
        assertThat(refused(
                        "InvalidInstanceID",
                        () -> aws.ec2.associateAddress(
                                r -> r.allocationId(InitialFleet.FIRST_ADDRESS).instanceId(id))))
                .contains("pending");
        aws.time.pass(Duration.ofSeconds(4));
        aws.ec2.associateAddress(r -> r.allocationId(InitialFleet.FIRST_ADDRESS).instanceId(id));
        assertThat(aws.describe(id).publicIpAddress()).isEqualTo("198.51.100.1");
    }

    @Test
    void anInterfaceIsRefusedWhileItsInstanceIsPending() {
        aws.ec2.startInstances(r -> r.instanceIds(InitialFleet.MEDIA_SERVER));

        refused("IncorrectInstanceState", () -> associate(InitialFleet.FIRST_ADDRESS, InitialFleet.PRIMARY_INTERFACE));
        aws.time.pass(Duration.ofSeconds(4));
        associate(InitialFleet.FIRST_ADDRESS, InitialFleet.PRIMARY_INTERFACE);
    }

    @Test
    void anAddressStaysThroughStopAndStartWhereALentOneDoesNot() {
        associate(InitialFleet.FIRST_ADDRESS, InitialFleet.PRIMARY_INTERFACE);
        String lender = aws.running();
        String lent = aws.describe(lender).publicIpAddress();

        aws.ec2.startInstances(r -> r.instanceIds(InitialFleet.MEDIA_SERVER));
        aws.time.pass(Duration.ofSeconds(4));
        aws.ec2.stopInstances(r -> r.instanceIds(InitialFleet.MEDIA_SERVER, lender));
        aws.time.pass(Duration.ofSeconds(4));
        assertThat(aws.describe(InitialFleet.MEDIA_SERVER).publicIpAddress()).isEqualTo("198.51.100.1");
        assertThat(aws.describe(lender).publicIpAddress()).isNull();

        aws.ec2.startInstances(r -> r.instanceIds(lender));
        assertThat(aws.describe(lender).publicIpAddress()).isNotNull().isNotEqualTo(lent);
    }

    @Test
    void disassociatingTwiceIsNoErrorButAnUnknownAssociationIs() {
        String association = associate(InitialFleet.FIRST_ADDRESS, InitialFleet.PRIMARY_INTERFACE);

        aws.ec2.disassociateAddress(r -> r.associationId(association));
        aws.ec2.disassociateAddress(r -> r.associationId(association));
        assertThat(describe(InitialFleet.FIRST_ADDRESS).associationId()).isNull();
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

        String association = associate(third, InitialFleet.SECOND_INTERFACE);
        refused("InvalidIPAddress.InUse", () -> aws.ec2.releaseAddress(r -> r.allocationId(third)));
        aws.ec2.disassociateAddress(r -> r.associationId(association));
        aws.ec2.releaseAddress(r -> r.allocationId(third));
        refused("InvalidAllocationID.NotFound", () -> describe(third));
    }

    @Test
    void addressesAndInterfacesAreFoundByFilters() {
        associate(InitialFleet.SECOND_ADDRESS, InitialFleet.SECOND_INTERFACE);

        assertThat(aws.ec2
                        .describeAddresses(r -> r.filters(Ec2OverHttp.filter("instance-id", InitialFleet.MEDIA_SERVER)))
                        .addresses())
                .extracting(Address::allocationId)
                .containsExactly(InitialFleet.SECOND_ADDRESS);
        assertThat(aws.ec2
                        .describeNetworkInterfaces(
                                r -> r.filters(Ec2OverHttp.filter("association.public-ip", "198.51.100.2")))
                        .networkInterfaces())
                .extracting(eni -> eni.networkInterfaceId())
                .containsExactly(InitialFleet.SECOND_INTERFACE);
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
