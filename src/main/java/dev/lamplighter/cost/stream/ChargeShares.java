package dev.lamplighter.cost.stream;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Divides charges among the occurrences that wanted their resource. Of a charge they get the part of its seconds that they
 * cover: of a machine's and its transfer those in which it ran, of the others all. Occurrences that touch the same charge
 * divide their part by their seconds. What is left was paid while no window was open. Nothing is lost by rounding: the last
 * part is the rest.
 */
final class ChargeShares {
    private static final int DIGITS = 10;

    private final Map<String, List<Occurrence>> byResource = new TreeMap<>();
    private final Map<String, List<Occurrence>> byWindow = new TreeMap<>();

    ChargeShares(List<Occurrence> occurrences) {
        for (Occurrence occurrence : occurrences) {
            occurrence
                    .resources()
                    .forEach(id -> byResource
                            .computeIfAbsent(id, none -> new ArrayList<>())
                            .add(occurrence));
            byWindow.computeIfAbsent(occurrence.window(), none -> new ArrayList<>())
                    .add(occurrence);
        }
        byWindow.values().forEach(some -> some.sort(Comparator.comparing(Occurrence::begun)));
        byResource.values().forEach(some -> some.sort(Comparator.comparing(Occurrence::begun)));
    }

    /** A part of a charge; without an occurrence it was paid while no window was open. */
    record Share(@Nullable Occurrence occurrence, BigDecimal cost) {}

    List<Share> of(Charge charge, ChargePurpose kind) {
        Map<Occurrence, Long> seconds = new LinkedHashMap<>();
        for (Occurrence one : wanting(charge)) {
            long within = one.secondsWithin(charge.start(), charge.end());
            if (within > 0) {
                seconds.put(one, within);
            }
        }
        return seconds.isEmpty()
                ? List.of(new Share(null, charge.cost(kind)))
                : divided(charge.cost(kind), covered(charge, seconds), charge.seconds(kind), seconds);
    }

    /** The occurrences that name the resource; if none does, those of the window that its tag names. */
    private List<Occurrence> wanting(Charge charge) {
        List<Occurrence> naming = byResource.getOrDefault(charge.resource(), List.of());
        return naming.isEmpty() ? byWindow.getOrDefault(charge.taggedWindow(), List.of()) : naming;
    }

    private static List<Share> divided(BigDecimal cost, long covered, long charged, Map<Occurrence, Long> seconds) {
        BigDecimal wanted = covered >= charged ? cost : part(cost, covered, charged);
        long sum = seconds.values().stream().mapToLong(Long::longValue).sum();
        List<Share> shares = new ArrayList<>();
        BigDecimal left = wanted;
        int missing = seconds.size();
        for (Map.Entry<Occurrence, Long> one : seconds.entrySet()) {
            missing--;
            BigDecimal part = missing == 0 ? left : part(wanted, one.getValue(), sum);
            shares.add(new Share(one.getKey(), part));
            left = left.subtract(part);
        }
        if (wanted.compareTo(cost) != 0) {
            shares.add(new Share(null, cost.subtract(wanted)));
        }
        return shares;
    }

    /** The seconds that at least one of the occurrences covers. */
    private static long covered(Charge charge, Map<Occurrence, Long> seconds) {
        long sum = 0;
        Instant reached = charge.start();
        for (Occurrence one : seconds.keySet()) {
            sum += one.secondsWithin(reached, charge.end());
            reached = one.closed().isAfter(reached) ? one.closed() : reached;
        }
        return sum;
    }

    private static BigDecimal part(BigDecimal cost, long some, long all) {
        return cost.multiply(BigDecimal.valueOf(some)).divide(BigDecimal.valueOf(all), DIGITS, RoundingMode.HALF_EVEN);
    }
}
