package dev.lamplighter.fleet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;

/**
 * The pages of one poll, collected. An instance that moved between two pages counts once, as it was described last. For
 * one thread.
 */
final class FleetPages {
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private final Set<String> tokens = new HashSet<>();

    /** True when there is a page after this one. */
    boolean add(DescribeInstancesResponse page) {
        for (Instance instance : DescribedInstances.of(page)) {
            instances.put(instance.id(), instance);
        }
        String next = page.nextToken();
        if (next == null || next.isEmpty()) {
            return false;
        }
        if (!tokens.add(next)) {
            throw new ProblemException(new Problem(
                    "LIGHT-007",
                    "ec2:DescribeInstances",
                    "the token of the next page came twice",
                    "the pages of this poll would never end",
                    "none needed if it goes away; otherwise look at what answers for EC2"));
        }
        return true;
    }

    FleetSnapshot snapshot(Instant takenAt) {
        return new FleetSnapshot(takenAt, instances.values().stream().toList());
    }
}
