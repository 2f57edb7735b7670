package dev.lamplighter.window.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.Tag;

/** A launch whose answer was lost, at an EC2 that refuses to look for client tokens, as some that only speak its protocol do. */
class LaunchedWithTest {
    private final SdkEc2Actions actions = new SdkEc2Actions(new WithoutTokens(), InstantSource.system());

    @Test
    void itIsFoundByItsTag() {
        assertThat(actions.launchedWith(List.of("token-1")))
                .containsExactly(Map.entry("token-1", new LaunchedInstance("i-1", "", "token-1")));
    }

    @Test
    void whatHasNoSuchTagIsNotTakenForNotLaunched() {
        assertThatThrownBy(() -> actions.launchedWith(List.of("token-1", "token-2")))
                .isInstanceOfSatisfying(
                        Ec2CallException.class, e -> assertThat(e.getMessage()).contains("client-token"));
    }

    private static final class WithoutTokens implements Ec2Client {
        @Override
        public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
            if (request.filters().get(0).name().equals("client-token")) {
                throw Ec2Exception.builder()
                        .message("the filter client-token is not implemented")
                        .statusCode(500)
                        .build();
            }
            Tag tag = Tag.builder().key(LaunchRequest.TAG).value("token-1").build();
            Instance instance = Instance.builder().instanceId("i-1").tags(tag).build();
            return DescribeInstancesResponse.builder()
                    .reservations(Reservation.builder().instances(instance).build())
                    .build();
        }

        @Override
        public String serviceName() {
            return "ec2";
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
