package dev.lamplighter.window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What RunInstances knows: tokens, capacity by type and subnet, what EC2 doesn't list yet, and the time that is billed. */
final class SimulatedLaunches {
    /** Types, or types and subnets as in {@code c7i.large@subnet-1}, that can't be had. */
    final Set<String> exhausted = new HashSet<>();

    /** How long EC2 doesn't list what it has launched. */
    Duration lag = Duration.ZERO;

    /** In whose ids its own are counted; another account has others. */
    int firstId = 0xabc000;

    /** How long EC2 remembers a token after its launch (AWS: "Ensure idempotency in Amazon EC2 API requests"). */
    private static final Duration TOKEN_LASTS = Duration.ofHours(24);

    private final Map<String, RunInstancesRequest> byToken = new HashMap<>();
    private final Map<String, Launched> launched = new HashMap<>();
    private final Map<String, List<Tag>> later = new HashMap<>();
    final List<String> ids = new ArrayList<>();

    /** What was launched, and from when to when it is billed. */
    record Launched(
            RunInstancesRequest request,
            Instant from,
            @Nullable Instant to) {}

    /** The id of what the token has launched before; null for a new launch. */
    @Nullable
    String known(RunInstancesRequest request, Instant now) {
        launched.values().stream()
                .filter(one -> one.from.plus(TOKEN_LASTS).isBefore(now))
                .forEach(one -> byToken.remove(one.request.clientToken()));
        RunInstancesRequest earlier = byToken.get(request.clientToken());
        if (earlier == null) {
            return null;
        }
        if (!earlier.equals(request)) {
            throw SimulatedEc2.refusal(400, "IdempotentParameterMismatch");
        }
        return ids.stream()
                .filter(id -> request.clientToken().equals(token(id)))
                .findFirst()
                .orElseThrow();
    }

    String launch(RunInstancesRequest request, Instant now) {
        String type = request.instanceTypeAsString();
        if (exhausted.contains(type) || exhausted.contains(type + "@" + request.subnetId())) {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        }
        String id = String.format("i-%017x", firstId + ids.size());
        byToken.put(request.clientToken(), request);
        launched.put(id, new Launched(request, now, null));
        ids.add(id);
        return id;
    }

    boolean isListed(String id, Instant now) {
        Launched one = launched.get(id);
        return one == null || !now.isBefore(one.from.plus(lag));
    }

    void ended(String id, Instant now) {
        launched.computeIfPresent(id, (same, one) -> one.to == null ? new Launched(one.request, one.from, now) : one);
    }

    @Nullable
    Launched of(String id) {
        return launched.get(id);
    }

    String token(String id) {
        Launched one = launched.get(id);
        return one == null ? "" : one.request.clientToken();
    }

    List<Tag> tags(String id) {
        Launched one = launched.get(id);
        return one == null
                ? List.of()
                : Stream.concat(
                                one.request.tagSpecifications().stream()
                                        .filter(tags -> tags.resourceType() == ResourceType.INSTANCE)
                                        .flatMap(tags -> tags.tags().stream()),
                                later.getOrDefault(id, List.of()).stream())
                        .toList();
    }

    /** Tags an instance after its launch. */
    void tag(String id, List<Tag> tags) {
        later.put(id, tags);
    }

    /** Whether an instance is among what the filters ask for. */
    boolean matches(String id, String state, List<Filter> filters) {
        return filters.stream().allMatch(filter -> switch (filter.name()) {
            case "instance-id" -> filter.values().contains(id);
            case "client-token" -> filter.values().contains(token(id));
            case "instance-state-name" -> filter.values().contains(state);
            case "tag-key" -> tags(id).stream().anyMatch(tag -> filter.values().contains(tag.key()));
            default ->
                tags(id).stream()
                        .anyMatch(tag -> filter.name().equals("tag:" + tag.key())
                                && filter.values().contains(tag.value()));
        });
    }
}
