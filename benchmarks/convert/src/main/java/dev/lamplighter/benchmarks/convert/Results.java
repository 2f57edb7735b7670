package dev.lamplighter.benchmarks.convert;

import dev.lamplighter.benchmarks.convert.Contender.Role;
import dev.lamplighter.benchmarks.convert.Measurement.Metric;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the rounds of one scenario gave; those that failed in any round are not in it. */
final class Results {
    private final Scenario scenario;
    private final Report report;
    private final Map<Contender, List<Measurement>> rounds = new LinkedHashMap<>();

    /** Of some values. */
    record Spread(double min, double median, double max) {
        static Spread of(double... values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Spread(sorted[0], median, sorted[sorted.length - 1]);
        }
    }

    Results(Scenario scenario, Report report) {
        this.scenario = scenario;
        this.report = report;
    }

    Scenario scenario() {
        return scenario;
    }

    Report report() {
        return report;
    }

    void put(Contender contender, List<Measurement> measured) {
        rounds.put(contender, List.copyOf(measured));
    }

    List<Contender> contenders() {
        return List.copyOf(rounds.keySet());
    }

    int roundCount() {
        return rounds.values().iterator().next().size();
    }

    Optional<Contender> named(String name) {
        return rounds.keySet().stream().filter(c -> c.name().equals(name)).findFirst();
    }

    Contender subject() {
        return named(Contenders.SUBJECT).orElseThrow();
    }

    Spread spread(Contender contender, Metric metric) {
        return Spread.of(rounds.get(contender).stream()
                .mapToDouble(measured -> measured.get(metric))
                .toArray());
    }

    /** The subject's value divided by the other's of the same round. */
    Spread ratio(Contender other, Metric metric) {
        List<Measurement> ours = rounds.get(subject());
        List<Measurement> theirs = rounds.get(other);
        double[] ratios = new double[ours.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = ours.get(round).get(metric) / theirs.get(round).get(metric);
        }
        return Spread.of(ratios);
    }

    /** The peer with the lowest median. */
    Optional<Contender> bestPeer(Metric metric) {
        return rounds.keySet().stream()
                .filter(contender -> contender.role() == Role.PEER)
                .min(Comparator.comparingDouble(peer -> spread(peer, metric).median()));
    }

    /** The one, peer or not, with the smallest output at the same codec level. */
    Optional<Contender> smallest() {
        return rounds.keySet().stream()
                .filter(contender -> contender.zstd() && contender.role() != Role.SUBJECT)
                .min(Comparator.comparingDouble(
                        other -> spread(other, Metric.OUTPUT).median()));
    }
}
