package dev.lamplighter.fleet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.NeededElements;
import dev.lamplighter.base.code.LightProblemCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;

/**
 * Collects one poll of one source: first the states and status checks of all instances, then the descriptions of those that
 * need one. Only {@link #finish} passes the result to the {@link FleetSourceState}, so a poll that fails half-way leaves nothing
 * behind. Pages are not kept, only this project's records made from them. Not thread-safe.
 */
final class FleetPoll {
    /** The most instances that are described by id: EC2 allows 200 values in a filter. */
    private static final int MOST_SINGLE = 200;
    /**
     * The most descriptions in a page. One is fifteen times as long as a status; a larger page would fill a small heap while
     * it is read.
     */
    private static final int MOST_DESCRIBED = 250;

    /** What is read of the answers, by the names of EC2's XML: of a description a tenth. */
    private static final Set<String> NEEDED_OF_STATUSES = Set.of(
            "requestId",
            "nextToken",
            "instanceStatusSet",
            "item",
            "instanceId",
            "instanceState",
            "name",
            "systemStatus",
            "instanceStatus",
            "attachedEbsStatus",
            "status");

    private static final Set<String> NEEDED_OF_DESCRIPTIONS = Set.of(
            "requestId",
            "nextToken",
            "reservationSet",
            "item",
            "instancesSet",
            "instanceId",
            "instanceState",
            "name",
            "stateReason",
            "code",
            "launchTime",
            "privateIpAddress",
            "ipAddress",
            "tagSet",
            "key",
            "value");

    private final FleetSourceState fleet;
    private final int pageSize;
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private final Map<StatusChecks, StatusChecks> sameChecks = new HashMap<>();
    private final Map<String, Instance> described = new LinkedHashMap<>();
    private final Set<String> tokens = new HashSet<>();
    private @Nullable DescribeInstancesRequest descriptions;
    private boolean all;

    /** The state and checks of an instance as DescribeInstanceStatus, the faster call, gives them. */
    private record Seen(InstanceState state, StatusChecks checks) {}

    FleetPoll(FleetSourceState fleet, int pageSize) {
        this.fleet = fleet;
        this.pageSize = pageSize;
    }

    DescribeInstanceStatusRequest firstStatuses() {
        return statuses(null);
    }

    /** Adds a page; returns the request for the next page, or empty after the last. */
    Optional<DescribeInstanceStatusRequest> add(DescribeInstanceStatusResponse page) {
        for (InstanceStatus status : page.instanceStatuses()) {
            InstanceState state = status.instanceState() == null
                    ? InstanceState.UNKNOWN
                    : InstanceState.ofAwsName(status.instanceState().nameAsString());
            StatusChecks checks = StatusChecks.of(status);
            seen.put(status.instanceId(), new Seen(state, sameChecks.computeIfAbsent(checks, first -> first)));
        }
        return next(page.nextToken(), "ec2:DescribeInstanceStatus").map(this::statuses);
    }

    /**
     * The first DescribeInstances request, after the statuses: for all instances if that is due, otherwise for those that
     * are new or have changed. Empty if there are none.
     */
    Optional<DescribeInstancesRequest> firstDescriptions(Instant now) {
        tokens.clear();
        List<String> changed = new ArrayList<>();
        seen.forEach((id, sighting) -> {
            if (fleet.known(id)
                    .map(Instance::state)
                    .filter(sighting.state()::equals)
                    .isEmpty()) {
                changed.add(id);
            }
        });
        all = fleet.isDescriptionDue(now) || changed.size() > MOST_SINGLE;
        if (!all && changed.isEmpty()) {
            return Optional.empty();
        }
        DescribeInstancesRequest.Builder request = DescribeInstancesRequest.builder()
                .overrideConfiguration(
                        only -> only.putExecutionAttribute(NeededElements.NAMES, NEEDED_OF_DESCRIPTIONS));
        if (all) {
            request.maxResults(Math.min(pageSize, MOST_DESCRIBED));
        } else {
            // A filter rather than a list of ids, because EC2 refuses a request with an id that it doesn't know, or not
            // yet.
            request.filters(Filter.builder().name("instance-id").values(changed).build());
        }
        descriptions = request.build();
        return Optional.of(descriptions);
    }

    /** Adds a page; returns the request for the next page, or empty after the last. */
    Optional<DescribeInstancesRequest> add(DescribeInstancesResponse page) {
        for (Instance instance : InstanceMapper.of(page)) {
            Instance before = fleet.known(instance.id()).orElse(instance);
            Instance later = instance.seen(instance.state(), before.checks());
            described.put(instance.id(), later.equals(before) ? before : later);
        }
        DescribeInstancesRequest request = descriptions;
        if (request == null) {
            throw new IllegalStateException("EC2 sent descriptions that were not requested");
        }
        return next(page.nextToken(), "ec2:DescribeInstances")
                .map(token -> request.toBuilder().nextToken(token).build());
    }

    /** Completes the poll. The state in a new description replaces that of the status call, because it is later. */
    FleetSnapshot finish(Instant takenAt) {
        Map<String, Instance> instances = new LinkedHashMap<>();
        seen.forEach((id, sighting) -> {
            Instance fresh = described.remove(id);
            instances.put(
                    id,
                    fresh != null
                            ? fresh.seen(fresh.state(), sighting.checks())
                            : fleet.known(id)
                                    .map(known -> known.seen(sighting.state(), sighting.checks()))
                                    .orElseGet(() -> Instance.undescribed(id, sighting.state(), sighting.checks())));
        });
        instances.putAll(described);
        return fleet.learn(instances, takenAt, all);
    }

    private DescribeInstanceStatusRequest statuses(@Nullable String token) {
        return DescribeInstanceStatusRequest.builder()
                .includeAllInstances(true)
                .maxResults(pageSize)
                .nextToken(token)
                .overrideConfiguration(only -> only.putExecutionAttribute(NeededElements.NAMES, NEEDED_OF_STATUSES))
                .build();
    }

    private Optional<String> next(@Nullable String token, String call) {
        if (token == null || token.isEmpty()) {
            return Optional.empty();
        }
        if (!tokens.add(token)) {
            throw new ProblemException(new Problem(
                    LightProblemCode.PAGE_TWICE,
                    call,
                    "EC2 named the same next page twice",
                    "the list of instances would never end",
                    "none needed if it goes away; otherwise look at what answers for EC2"));
        }
        return Optional.of(token);
    }
}
