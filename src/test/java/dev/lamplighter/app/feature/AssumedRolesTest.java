package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.FleetAccountRegion;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.aws.Call;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.sts.StsStandIn;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

final class AssumedRolesTest {
    private static final List<String> REGIONS = List.of("eu-west-1", "eu-west-2", "us-east-1");

    /** As without it 20 accounts in 17 regions are 340 calls at the start and in each hour. */
    @Test
    void aRoleIsAssumedOnceForAllRegionsAlsoWhenAClientOfItIsClosed() {
        InstantSource clock = InstantSource.system();
        try (AwsServer server =
                AwsServer.start(0, clock).serve("ec2", new Ec2StandIn(clock)).serve("sts", new StsStandIn(clock))) {
            Map<String, String> sdk = Map.of(
                    "aws.endpointUrl",
                    server.endpoint().toString(),
                    "aws.accessKeyId",
                    "own",
                    "aws.secretAccessKey",
                    "own");
            sdk.forEach(System::setProperty);
            try (AwsClients aws = AwsClients.connect(new Settings(Map.of("aws.region", "us-east-1"), Path.of(".")))) {
                for (String account : List.of("111111111111", "222222222222")) {
                    REGIONS.forEach(region -> describe(aws, region, account, null));
                }
                describe(aws, "eu-west-1", "222222222222", "desk");
                describe(aws, "cn-north-1", "222222222222", "desk");
            } finally {
                sdk.keySet().forEach(System::clearProperty);
            }
            assertThat(server.ledger().calls())
                    .extracting(Call::operation)
                    .filteredOn("AssumeRole"::equals)
                    .as("two accounts, one of them also with an external id, and that in another partition")
                    .hasSize(4);
        }
    }

    private static void describe(AwsClients aws, String region, String account, @Nullable String externalId) {
        try (Ec2Client ec2 = aws.ec2Of()
                .apply(new FleetAccountRegion(
                        account, region, "arn:aws:iam::" + account + ":role/lamplighter", externalId))) {
            assertThat(ec2.describeInstances().reservations()).isEmpty();
        }
    }
}
