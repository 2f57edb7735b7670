package dev.lamplighter.sandbox.ec2;

import static dev.lamplighter.sandbox.ec2.Ec2OverHttp.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Paging and filters. */
final class DescribeInstancesTest {
    private final Ec2OverHttp aws = Ec2OverHttp.seeded();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void pagesHoldAtMostWhatIsAskedForAndTogetherEverythingOnce() {
        aws.launch(7);
        List<Integer> sizes = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (DescribeInstancesResponse page : aws.ec2.describeInstancesPaginator(r -> r.maxResults(6))) {
            List<String> on = idsOf(page);
            sizes.add(on.size());
            ids.addAll(on);
        }

        assertThat(sizes).containsExactly(6, 6, 6, 2);
        assertThat(ids)
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(aws.standIn.controls().instanceIds());
    }

    @Test
    void aPageIsNotDisturbedByWhatVanishedBeforeIt() {
        DescribeInstancesResponse first = aws.ec2.describeInstances(r -> r.maxResults(5));
        List<String> rest = new ArrayList<>(aws.standIn.controls().instanceIds()).subList(5, 13);
        aws.ec2.terminateInstances(r -> r.instanceIds(idsOf(first).get(1)));
        aws.time.pass(Duration.ofSeconds(200));

        DescribeInstancesResponse second =
                aws.ec2.describeInstances(r -> r.maxResults(100).nextToken(first.nextToken()));
        assertThat(idsOf(second)).isSubsetOf(rest).contains(rest.get(0));
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void pagingIsRefusedWhereEc2RefusesIt() {
        refused(
                "InvalidParameterCombination",
                () -> aws.ec2.describeInstances(
                        r -> r.instanceIds(InitialFleet.MEDIA_SERVER).maxResults(10)));
        refused("InvalidParameterValue", () -> aws.ec2.describeInstances(r -> r.maxResults(4)));
        refused("InvalidNextToken", () -> aws.ec2.describeInstances(r -> r.nextToken("not a token")));
        refused("InvalidNextToken", () -> aws.ec2.describeInstances(r -> r.nextToken("YWZ0ZXI6eA==")));
    }

    /** Expected numbers are counted by hand in the table of {@link InitialFleet}. */
    @ParameterizedTest
    @CsvSource({
        "instance-id,                i-0a1b2c3d4e5f60001,   1",
        "instance-id,                i-0b1b2c3d4e5f6000?,   12",
        "instance-state-name,        stopped,               4",
        "instance-state-name,        running|stopped,       9",
        "instance-state-name,        s*,                    6",
        "instance-state-code,        16,                    5",
        "tag:Environment,            staging,               3",
        "tag:Environment,            Staging,               0",
        "tag:Name,                   *-database|database,   2",
        "tag:Name,                   web-?,                 2",
        "tag:Name,                   web-\\?,               0",
        "tag:Nothing,                *,                     0",
        "tag-key,                    Name,                 13",
        "private-ip-address,         172.31.0.4,            1",
        "private-ip-address,         172.31.0.5,            0",
        "network-interface.addresses.private-ip-address, 172.31.0.5, 1",
        "network-interface.network-interface-id, eni-0a1b2c3d4e5f60002, 1",
        "instance-type,              t3.*,                  9",
        "client-token,               none,                  0"
    })
    void aFilterFindsWhatItNames(String name, String values, int expected) {
        Filter filter = Filter.builder().name(name).values(values.split("\\|")).build();

        assertThat(idsOf(aws.ec2.describeInstances(r -> r.filters(filter)))).hasSize(expected);
    }

    @Test
    void allFiltersMustMatch() {
        Filter production =
                Filter.builder().name("tag:Environment").values("production").build();
        Filter stopped =
                Filter.builder().name("instance-state-name").values("stopped").build();

        assertThat(aws.ec2
                        .describeInstances(r -> r.filters(production, stopped))
                        .reservations())
                .flatExtracting(reservation -> reservation.instances())
                .extracting(instance -> instance.tags().get(1).value())
                .containsExactly("media-server", "bastion");
    }

    @Test
    void anUnknownFilterIsNamedInTheRefusal() {
        assertThat(refused(
                        "InvalidParameterValue",
                        () -> aws.ec2.describeInstances(r -> r.filters(Ec2OverHttp.filter("tags:Name", "x")))))
                .isEqualTo("The filter 'tags:Name' is invalid");
    }

    @Test
    void theMediaServerIsDescribedWholly() {
        Instance server = aws.describe(InitialFleet.MEDIA_SERVER);

        assertThat(server.state().nameAsString()).isEqualTo("stopped");
        assertThat(server.instanceTypeAsString()).isEqualTo("c5.2xlarge");
        assertThat(server.privateIpAddress()).isEqualTo("172.31.0.4");
        assertThat(server.publicIpAddress()).isNull();
        assertThat(server.networkInterfaces())
                .extracting(eni -> eni.networkInterfaceId())
                .containsExactly(InitialFleet.PRIMARY_INTERFACE, InitialFleet.SECOND_INTERFACE);
        assertThat(server.networkInterfaces().get(0).privateIpAddresses())
                .extracting(ip -> ip.privateIpAddress())
                .containsExactly("172.31.0.4", "172.31.0.5");
        assertThat(server.blockDeviceMappings().get(0).ebs().volumeId()).isEqualTo("vol-0a1b2c3d4e5f60001");
        assertThat(server.placement().availabilityZone()).isEqualTo("us-east-1a");
        assertThat(server.stateTransitionReason()).startsWith("User initiated (2026-11-19 06:00:00 GMT)");
    }

    @Test
    void theSeededFleetShowsEveryState() {
        assertThat(aws.ec2.describeInstances().reservations())
                .flatExtracting(reservation -> reservation.instances())
                .extracting(instance -> instance.state().nameAsString())
                .contains("pending", "running", "stopping", "stopped", "shutting-down", "terminated");
    }

    private static List<String> idsOf(DescribeInstancesResponse page) {
        return page.reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .map(Instance::instanceId)
                .toList();
    }
}
