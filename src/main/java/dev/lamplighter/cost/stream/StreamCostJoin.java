package dev.lamplighter.cost.stream;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Joins the charges of a month with the occurrences that wanted their resources; charges are added one by one. */
public final class StreamCostJoin {
    /** How long AWS may still change what a report says of a day. */
    static final Duration SETTLING = Duration.ofDays(3);

    private final List<Occurrence> occurrences;
    private final ChargeShares shares;
    private final Instant from;
    private final Map<Key, Map<ChargePurpose, BigDecimal>> inside = new LinkedHashMap<>();
    private final Map<String, Map<String, Tally>> resources = new TreeMap<>();
    private Instant to;
    private boolean hasHours;

    private record Key(Occurrence occurrence, String currency) {}

    /**
     * Of one month.
     *
     * @param from its begin; charges and occurrences are of this month alone
     */
    public StreamCostJoin(List<Occurrence> occurrences, Instant from) {
        this.occurrences = occurrences.stream()
                .sorted(Comparator.comparing(Occurrence::opened).thenComparing(Occurrence::window))
                .toList();
        this.shares = new ChargeShares(occurrences);
        this.from = from;
        this.to = from;
    }

    public void add(Charge charge) {
        if (charge.isOfADayAtMost()) { // credits of a month say nothing of how far the report has come
            to = charge.end().isAfter(to) ? charge.end() : to;
            hasHours |= charge.isOfAnHourAtMost();
        }
        Tally tally = resources
                .computeIfAbsent(charge.resource(), id -> new TreeMap<>())
                .computeIfAbsent(charge.currency(), currency -> new Tally());
        tally.add(charge);
        for (ChargePurpose kind : charge.costs().keySet()) {
            for (ChargeShares.Share share : shares.of(charge, kind)) {
                Occurrence of = share.occurrence();
                Map<ChargePurpose, BigDecimal> sums = of == null
                        ? tally.outside
                        : inside.computeIfAbsent(
                                new Key(of, charge.currency()), key -> new EnumMap<>(ChargePurpose.class));
                sums.merge(kind, share.cost(), BigDecimal::add);
            }
        }
    }

    /** The answer so far. */
    public StreamCosts costs(Instant now) {
        List<OccurrenceCost> costs = new ArrayList<>();
        TreeSet<String> uncharged = new TreeSet<>();
        for (Occurrence one : occurrences) {
            boolean isIncomplete =
                    one.closed().isAfter(now.minus(SETTLING)) || one.closed().isAfter(to);
            List<OccurrenceCost> rows = inside.entrySet().stream()
                    .filter(entry -> entry.getKey().occurrence().equals(one))
                    .map(entry -> new OccurrenceCost(one, entry.getKey().currency(), entry.getValue(), isIncomplete))
                    .sorted(Comparator.comparing(OccurrenceCost::currency))
                    .toList();
            costs.addAll(rows.isEmpty() ? List.of(new OccurrenceCost(one, "", Map.of(), isIncomplete)) : rows);
            uncharged.addAll(one.resources());
        }
        uncharged.removeAll(resources.keySet());
        return new StreamCosts(costs, resourceCosts(), from, to, to.isAfter(from) && !hasHours, List.copyOf(uncharged));
    }

    private List<ResourceCost> resourceCosts() {
        List<ResourceCost> costs = new ArrayList<>();
        resources.forEach((id, byCurrency) -> byCurrency.forEach((currency, tally) -> costs.add(
                new ResourceCost(id, currency, tally.outside, tally.total, tally.machineCost, tally.runningHours))));
        return costs;
    }

    /** Adds up the charges of one resource in one currency. */
    private static final class Tally {
        private final Map<ChargePurpose, BigDecimal> outside = new EnumMap<>(ChargePurpose.class);
        private BigDecimal total = BigDecimal.ZERO;
        private BigDecimal machineCost = BigDecimal.ZERO;
        private BigDecimal runningHours = BigDecimal.ZERO;

        void add(Charge charge) {
            total = charge.costs().values().stream().reduce(total, BigDecimal::add);
            machineCost = machineCost.add(charge.cost(ChargePurpose.MACHINE));
            runningHours = runningHours.add(charge.runningHours());
        }
    }
}
