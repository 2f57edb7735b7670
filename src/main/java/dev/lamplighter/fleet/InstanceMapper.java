package dev.lamplighter.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Converts the SDK's descriptions of instances to this project's records. */
public final class InstanceMapper {
    private InstanceMapper() {}

    /** The instances of one page, reservation by reservation. */
    public static List<Instance> of(DescribeInstancesResponse page) {
        return page.reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .map(InstanceMapper::of)
                .toList();
    }

    private static Instance of(software.amazon.awssdk.services.ec2.model.Instance described) {
        StateReason reason = described.stateReason();
        return new Instance(
                described.instanceId(),
                described.state() == null
                        ? InstanceState.UNKNOWN
                        : InstanceState.ofAwsName(described.state().nameAsString()),
                described.launchTime() == null ? Instant.EPOCH : described.launchTime(),
                reason == null ? null : reason.code(),
                described.privateIpAddress(),
                described.publicIpAddress(),
                tags(described.tags()));
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream()
                .collect(Collectors.toMap(
                        Tag::key, tag -> tag.value() == null ? "" : tag.value(), (first, second) -> second));
    }
}
