package dev.lamplighter.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** An EC2 that has its instances on pages, {@code token-1} leading to the second, and fails on demand. */
final class PagedEc2 implements Ec2Client {
    final List<DescribeInstancesRequest> requests = new ArrayList<>();
    List<List<String>> pages = List.of(List.of());
    int failingPage = -1;

    @Nullable
    RuntimeException failure;

    boolean sameTokenForEver;

    @Override
    public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
        requests.add(request);
        String token = request.nextToken();
        int page = token == null ? 0 : Integer.parseInt(token.substring("token-".length()));
        if (page == failingPage && failure != null) {
            throw failure;
        }
        DescribeInstancesResponse.Builder answer = DescribeInstancesResponse.builder();
        if (sameTokenForEver) {
            answer.nextToken("token-0");
        } else if (page + 1 < pages.size()) {
            answer.nextToken("token-" + (page + 1));
        }
        return answer.reservations(Reservation.builder()
                        .instances(
                                pages.get(page).stream().map(PagedEc2::instance).toList())
                        .build())
                .build();
    }

    /** Written as {@code id=state}. */
    private static Instance instance(String written) {
        List<String> parts = Arrays.asList(written.split("=", 2));
        return Instance.builder()
                .instanceId(parts.get(0))
                .state(state -> state.name(InstanceStateName.fromValue(parts.get(1))))
                .launchTime(Fleets.NOON)
                .build();
    }

    @Override
    public String serviceName() {
        return "ec2";
    }

    @Override
    public void close() {}
}
