package dev.lamplighter.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** An EC2 that has its instances on pages, {@code token-1} leading to the second, and fails on demand. */
final class PagedEc2 implements Ec2Client {
    final List<DescribeInstanceStatusRequest> requests = new ArrayList<>();
    final List<DescribeInstancesRequest> descriptions = new ArrayList<>();
    List<List<String>> pages = List.of(List.of());
    int failingPage = -1;

    @Nullable
    RuntimeException failure;

    @Nullable
    RuntimeException descriptionFailure;

    boolean sameTokenForEver;

    @Override
    public DescribeInstanceStatusResponse describeInstanceStatus(DescribeInstanceStatusRequest request) {
        requests.add(request);
        int page = page(request.nextToken());
        if (page == failingPage && failure != null) {
            throw failure;
        }
        return DescribeInstanceStatusResponse.builder()
                .nextToken(next(page))
                .instanceStatuses(pages.get(page).stream().map(PagedEc2::status).toList())
                .build();
    }

    @Override
    public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
        descriptions.add(request);
        if (descriptionFailure != null) {
            throw descriptionFailure;
        }
        int page = request.hasFilters() ? 0 : page(request.nextToken());
        List<String> written = request.hasFilters()
                ? pages.stream()
                        .flatMap(List::stream)
                        .filter(one -> isAsked(request, one))
                        .toList()
                : pages.get(page);
        return DescribeInstancesResponse.builder()
                .nextToken(request.hasFilters() ? null : next(page))
                .reservations(Reservation.builder()
                        .instances(written.stream().map(PagedEc2::instance).toList())
                        .build())
                .build();
    }

    private static boolean isAsked(DescribeInstancesRequest request, String written) {
        return request.filters().get(0).values().contains(id(written));
    }

    private static int page(@Nullable String token) {
        return token == null ? 0 : Integer.parseInt(token.substring("token-".length()));
    }

    private @Nullable String next(int page) {
        if (sameTokenForEver) {
            return "token-0";
        }
        return page + 1 < pages.size() ? "token-" + (page + 1) : null;
    }

    private static String id(String written) {
        return written.substring(0, written.indexOf('='));
    }

    private static InstanceStatus status(String written) {
        String state = written.substring(written.indexOf('=') + 1);
        return InstanceStatus.builder()
                .instanceId(id(written))
                .instanceState(name -> name.name(InstanceStateName.fromValue(state)))
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
