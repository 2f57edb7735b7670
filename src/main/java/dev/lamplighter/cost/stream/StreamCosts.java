package dev.lamplighter.cost.stream;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds the answer to what the streams of a month cost.
 *
 * @param occurrences by start, a row for each currency; all that is charged is either here or outside in {@code resources}
 * @param resources by id
 * @param from begin of the month
 * @param to end of the last interval that the report tells, {@code from} if it tells none
 * @param hasDaysOnly whether the report tells days, and no hours
 * @param uncharged ids for which the report has no charge
 */
public record StreamCosts(
        List<OccurrenceCost> occurrences,
        List<ResourceCost> resources,
        Instant from,
        Instant to,
        boolean hasDaysOnly,
        List<String> uncharged) {
    public StreamCosts {
        occurrences = List.copyOf(occurrences);
        resources = List.copyOf(resources);
        uncharged = List.copyOf(uncharged);
    }

    /** What was paid while no occurrence wanted the resources, in one currency. */
    public BigDecimal outside(String currency) {
        return resources.stream()
                .filter(one -> one.currency().equals(currency))
                .map(ResourceCost::outsideTotal)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The currencies of all charges. */
    public Set<String> currencies() {
        return resources.stream().map(ResourceCost::currency).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What was saved against machines that run all the time, in one currency. */
    public BigDecimal saved(String currency) {
        return resources.stream()
                .filter(one -> one.currency().equals(currency))
                .map(one -> one.saved(from, to))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
