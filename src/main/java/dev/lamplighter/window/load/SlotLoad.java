package dev.lamplighter.window.load;

import dev.lamplighter.window.declare.LoadLimit;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Holds what is known of the load of a slot's machines, or why nothing is.
 *
 * @param takenAt when CloudWatch was asked last
 * @param values by limit, instance and minute
 * @param failureCode CloudWatch's error code; empty if it answered, or gave no answer at all
 * @param failure why it can't be asked; empty if it answered
 */
public record SlotLoad(
        Instant takenAt, Map<LoadLimit, Map<String, Map<Instant, Double>>> values, String failureCode, String failure) {
    public SlotLoad {
        Map<LoadLimit, Map<String, Map<Instant, Double>>> copy = new HashMap<>();
        values.forEach((limit, byInstance) -> {
            Map<String, Map<Instant, Double>> instances = new HashMap<>();
            byInstance.forEach((id, byMinute) -> instances.put(id, Map.copyOf(byMinute)));
            copy.put(limit, Map.copyOf(instances));
        });
        values = Map.copyOf(copy);
    }

    /** An answer. */
    public static SlotLoad of(Instant takenAt, Map<LoadLimit, Map<String, Map<Instant, Double>>> values) {
        return new SlotLoad(takenAt, values, "", "");
    }

    /** That there was none. */
    public static SlotLoad failed(Instant takenAt, String code, String why) {
        return new SlotLoad(takenAt, Map.of(), code, why.isEmpty() ? "no answer" : why);
    }

    public boolean isFailure() {
        return !failure.isEmpty();
    }

    /** The minutes with at least one value of these instances. */
    public Set<Instant> minutes(Collection<String> instanceIds) {
        Set<Instant> minutes = new HashSet<>();
        values.values()
                .forEach(byInstance -> instanceIds.forEach(id ->
                        minutes.addAll(byInstance.getOrDefault(id, Map.of()).keySet())));
        return minutes;
    }

    /** The average of one metric over those of the instances that have a value in a minute. */
    public OptionalDouble average(LoadLimit limit, Collection<String> instanceIds, Instant minute) {
        Map<String, Map<Instant, Double>> byInstance = values.getOrDefault(limit, Map.of());
        return instanceIds.stream()
                .map(id -> byInstance.getOrDefault(id, Map.of()).get(minute))
                .filter(value -> value != null)
                .mapToDouble(Double::doubleValue)
                .average();
    }

    /** Whether each instance has a value of each metric in a minute. */
    public boolean isComplete(List<LoadLimit> limits, Collection<String> instanceIds, Instant minute) {
        return limits.stream().allMatch(limit -> {
            Map<String, Map<Instant, Double>> byInstance = values.getOrDefault(limit, Map.of());
            return instanceIds.stream()
                    .allMatch(id -> byInstance.getOrDefault(id, Map.of()).containsKey(minute));
        });
    }
}
