package dev.lamplighter.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.app.feature.KeptClient;
import dev.lamplighter.app.route.OfflineAwsClients;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.fleet.FleetAccountRegion;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

final class Ec2ExaminationTest {
    private static final List<String> REGIONS = IntStream.rangeClosed(1, 17)
            .mapToObj(number -> "eu-west-" + number % 10)
            .distinct()
            .toList();

    @TempDir
    private Path home;

    @Test
    void manySourcesAreToldByAccountAndTheRegionThatRefusesByName() {
        assertThat(findings("111111111111, 222222222222, 333333333333"))
                .extracting(Finding::line)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("ok")
                                .contains("ec2:DescribeInstanceStatus of 111111111111-", "as in all 10 regions"),
                        line -> assertThat(line).startsWith("ok").contains("ec2:DescribeInstances of 111111111111-"),
                        line -> assertThat(line)
                                .startsWith("ok")
                                .contains("ec2:DescribeInstanceStatus of 222222222222-"),
                        line -> assertThat(line)
                                .startsWith("FAIL")
                                .contains("ec2:DescribeInstances of 222222222222-eu-west-7"),
                        line -> assertThat(line).startsWith("ok").contains("333333333333"),
                        line -> assertThat(line).startsWith("ok").contains("333333333333"));
    }

    @Test
    void fewSourcesAreToldOneByOne() {
        assertThat(findings("111111111111, 222222222222")).hasSize(2 * 2 * REGIONS.size());
    }

    private List<Finding> findings(String accounts) {
        Settings settings = new Settings(
                Map.of(
                        "light.accounts",
                        accounts,
                        "light.accounts.role-arn",
                        "arn:aws:iam::{account}:role/lamplighter",
                        "light.accounts.regions",
                        String.join(" ", REGIONS)),
                home);
        AwsClients aws = new AwsClients(
                OfflineAwsClients.refusing(Ec2Client.class),
                new KeptClient<>(() -> OfflineAwsClients.refusing(S3Client.class)),
                new KeptClient<>(() -> OfflineAwsClients.refusing(AthenaClient.class)),
                new KeptClient<>(() -> OfflineAwsClients.refusing(SqsClient.class)),
                Account::new,
                Account::new,
                AwsTime.UNKNOWN);
        return new Ec2Examination(settings, home, aws, InstantSource.system()).findings(false);
    }

    /** An EC2 that allows everything but descriptions in one region of one account. */
    private record Account(FleetAccountRegion source) implements Ec2Client {
        @Override
        public DescribeInstanceStatusResponse describeInstanceStatus(DescribeInstanceStatusRequest request) {
            return DescribeInstanceStatusResponse.builder().build();
        }

        @Override
        public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
            if (source.name().equals("222222222222-eu-west-7")) {
                throw Ec2Exception.builder()
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("UnauthorizedOperation")
                                .errorMessage("You are not authorized to perform this operation.")
                                .build())
                        .build();
            }
            return DescribeInstancesResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
