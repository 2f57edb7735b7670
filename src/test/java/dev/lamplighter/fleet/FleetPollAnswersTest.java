package dev.lamplighter.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Settings;
import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.base.aws.AwsResponseValidator;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.Tag;

/** A poll reads a part of EC2's answers: what it shows of them is the same as if it read all. */
final class FleetPollAnswersTest {
    private final Ec2StandIn standIn = new Ec2StandIn(InstantSource.system());

    @Test
    void whatIsLeftOutOfAnAnswerIsNotShown() {
        InitialFleet.plantIn(standIn);
        standIn.createTags(request -> request.resources(InitialFleet.MEDIA_SERVER)
                .tags(Tag.builder().key("a<b>&c").value(" \u00e9\n\"x\" ").build()));
        FleetPoll poll = new PolledFleets(LightSettings.of(new Settings(Map.of(), Path.of("")))).begin("");
        try (AwsServer server = AwsServer.start(0).serve("ec2", standIn);
                Ec2Client ec2 = client(server)) {
            DescribeInstanceStatusRequest statuses = poll.firstStatuses();
            List<InstanceStatus> read = ec2.describeInstanceStatus(statuses).instanceStatuses();
            List<InstanceStatus> whole = ec2.describeInstanceStatus(statuses.toBuilder()
                            .overrideConfiguration(all -> {})
                            .build())
                    .instanceStatuses();
            assertThat(read).hasSameSizeAs(whole).isNotEmpty();
            assertThat(read)
                    .extracting(FleetPollAnswersTest::shown)
                    .isEqualTo(whole.stream().map(FleetPollAnswersTest::shown).toList());

            DescribeInstancesRequest descriptions =
                    poll.firstDescriptions(Instant.EPOCH).orElseThrow();
            DescribeInstancesResponse all = ec2.describeInstances(
                    descriptions.toBuilder().overrideConfiguration(none -> {}).build());
            assertThat(all.reservations().get(0).instances().get(0).imageId()).isNotNull();
            DescribeInstancesResponse part = ec2.describeInstances(descriptions);
            assertThat(part.reservations().get(0).instances().get(0).imageId()).isNull();
            assertThat(InstanceMapper.of(part))
                    .isEqualTo(InstanceMapper.of(all))
                    .isNotEmpty();
        }
    }

    private static String shown(InstanceStatus status) {
        return status.instanceId() + " " + status.instanceState().nameAsString() + " " + StatusChecks.of(status);
    }

    private static Ec2Client client(AwsServer server) {
        return Ec2Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(AwsResponseValidator.calls(Duration.ofSeconds(60)))
                .httpClient(new AwsHttp())
                .build();
    }
}
