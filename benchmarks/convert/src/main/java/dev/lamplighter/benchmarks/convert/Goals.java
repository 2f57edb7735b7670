package dev.lamplighter.benchmarks.convert;

import dev.lamplighter.benchmarks.convert.Measurement.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the converter should reach, scenario by scenario. Ratios are medians over the rounds. */
final class Goals {
    private static final double MOST_PEAK_MB = 256;

    private final Results results;
    private final List<Line> lines = new ArrayList<>();

    /** A goal and whether it was reached. */
    record Line(String goal, String measured, boolean met) {}

    private Goals(Results results) {
        this.results = results;
    }

    static List<Line> of(Results results) {
        Goals goals = new Goals(results);
        goals.check();
        return goals.lines;
    }

    private void check() {
        switch (results.scenario().shape()) {
            case EIGHT_FILES -> eightFiles();
            case ONE_FILE -> oneFile();
            case LARGE -> {
                against(results.bestPeer(Metric.WALL), Metric.WALL, 0.28);
                peak(400);
            }
        }
        against(results.smallest(), Metric.OUTPUT, 1.05);
    }

    private void eightFiles() {
        if (results.scenario().cores() > 1) {
            against(results.bestPeer(Metric.WALL), Metric.WALL, 0.30);
            against(results.bestPeer(Metric.CPU), Metric.CPU, 0.30);
            against(results.named(Contenders.GZIP), Metric.WALL, 2);
            peak(MOST_PEAK_MB);
            against(results.bestPeer(Metric.PEAK), Metric.PEAK, 0.2);
        }
    }

    private void oneFile() {
        if (results.scenario().cores() > 1) {
            against(results.bestPeer(Metric.WALL), Metric.WALL, 0.60);
            against(results.named(Contenders.DUCKDB), Metric.WALL, 0.45);
            against(results.named(Contenders.GZIP), Metric.WALL, 1.2);
        }
        if (results.scenario().cores() == 1) {
            against(results.bestPeer(Metric.CPU), Metric.CPU, 0.65);
        }
    }

    private void against(Optional<Contender> other, Metric metric, double most) {
        other.ifPresent(contender -> {
            double ratio = results.ratio(contender, metric).median();
            lines.add(new Line(
                    String.format(Locale.ROOT, "%s at most %.2fx of %s", metric.label(), most, contender.name()),
                    String.format(Locale.ROOT, "%.2fx", ratio),
                    ratio <= most));
        });
    }

    private void peak(double mostMb) {
        double mb = results.spread(results.subject(), Metric.PEAK).median() / 1e6;
        lines.add(new Line(
                String.format(Locale.ROOT, "peak RSS at most %.0f MB", mostMb),
                String.format(Locale.ROOT, "%.0f MB", mb),
                mb <= mostMb));
    }
}
