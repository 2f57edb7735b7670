package dev.lamplighter.fleet.check;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Declares a check: which instances it checks, how, and when its results count.
 *
 * @param name kebab-case, unique
 * @param selection the instances that are checked while they run
 * @param probe checks one instance
 * @param period from the end of one round to the beginning of the next
 */
public record CheckDeclaration(
        String name,
        Selection selection,
        Probe probe,
        Duration period,
        MOutOfNThreshold failsAfter,
        MOutOfNThreshold recoversAfter) {

    /**
     * Selects instances by id or Name tag, or by another tag; matching one of the two is enough.
     *
     * @param named ids and names
     * @param tagKey null when no tag is given
     * @param tagValue null for any value
     */
    public record Selection(
            Set<String> named,
            @Nullable String tagKey,
            @Nullable String tagValue) {
        public Selection {
            named = Set.copyOf(named);
            if (named.isEmpty() && tagKey == null) {
                throw new IllegalArgumentException("a check must name instances or a tag");
            }
        }

        boolean includes(Instance instance) {
            if (named.contains(instance.id()) || named.contains(instance.name())) {
                return true;
            }
            String value = tagKey == null ? null : instance.tags().get(tagKey);
            return value != null && (tagValue == null || tagValue.equals(value));
        }
    }

    /** Whether this instance is to be checked now. */
    boolean isFor(Instance instance) {
        return instance.state() == InstanceState.RUNNING && selection.includes(instance);
    }

    public String routeId() {
        return "light-check-" + name;
    }
}
