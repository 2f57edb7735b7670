package dev.lamplighter.sandbox.ec2;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusDetails;
import software.amazon.awssdk.services.ec2.model.InstanceStatusSummary;

/** Answers DescribeInstanceStatus: checks are {@code initializing} for a while after a start, then {@code ok} or {@code impaired}. */
final class InstanceStatuses {
    private static final String OK = "ok";

    private final Ec2Store store;
    private final Filters<StoredInstance> filters = new Filters<>(properties());

    InstanceStatuses(Ec2Store store) {
        this.store = store;
    }

    DescribeInstanceStatusResponse describe(DescribeInstanceStatusRequest request) {
        boolean all = Boolean.TRUE.equals(request.includeAllInstances());
        List<StoredInstance> asked = store.instances.requireOrAll(request.instanceIds()).stream()
                .filter(instance -> all || instance.is(InstanceStateName.RUNNING))
                .toList();
        Page<StoredInstance> page = Page.of(
                filters.apply(asked, request.filters()),
                new Page.Request(
                        request.maxResults(),
                        request.nextToken(),
                        !request.instanceIds().isEmpty(),
                        "instancesSet"));
        return DescribeInstanceStatusResponse.builder()
                .instanceStatuses(page.items().stream().map(this::status).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private InstanceStatus status(StoredInstance instance) {
        return InstanceStatus.builder()
                .instanceId(instance.id)
                .availabilityZone(instance.launch.zone())
                .instanceState(StoredInstanceMapper.state(instance.phase))
                .instanceStatus(summary(instanceCheck(instance), instance.impairedSince))
                .systemStatus(summary(systemCheck(instance), null))
                .events(List.of())
                .build();
    }

    private String instanceCheck(StoredInstance instance) {
        String system = systemCheck(instance);
        return system.equals(OK) && instance.impairedSince != null ? "impaired" : system;
    }

    private String systemCheck(StoredInstance instance) {
        if (!instance.is(InstanceStateName.RUNNING)) {
            return "not-applicable";
        }
        Instant ready = instance.phase.since().plus(store.timing.initializing());
        return store.now().isBefore(ready) ? "initializing" : OK;
    }

    private static String reachability(String status) {
        return switch (status) {
            case OK -> "passed";
            case "impaired" -> "failed";
            default -> status;
        };
    }

    private static InstanceStatusSummary summary(String status, @Nullable Instant impairedSince) {
        InstanceStatusSummary.Builder summary = InstanceStatusSummary.builder().status(status);
        if (status.equals("not-applicable")) {
            return summary.build();
        }
        return summary.details(InstanceStatusDetails.builder()
                        .name("reachability")
                        .status(reachability(status))
                        .impairedSince(status.equals("impaired") ? impairedSince : null)
                        .build())
                .build();
    }

    private Map<String, Function<StoredInstance, Collection<String>>> properties() {
        return Map.of(
                "instance-state-name", instance -> List.of(instance.state().toString()),
                "instance-state-code", instance -> List.of(String.valueOf(instance.phase.code())),
                "availability-zone", instance -> List.of(instance.launch.zone()),
                "instance-status.status", instance -> List.of(instanceCheck(instance)),
                "instance-status.reachability", instance -> List.of(reachability(instanceCheck(instance))),
                "system-status.status", instance -> List.of(systemCheck(instance)),
                "system-status.reachability", instance -> List.of(reachability(systemCheck(instance))));
    }
}
