package dev.lamplighter.benchmarks.convert;

import dev.lamplighter.benchmarks.convert.Contender.Role;
import dev.lamplighter.benchmarks.convert.Measurement.Metric;
import dev.lamplighter.benchmarks.convert.Results.Spread;
import java.util.List;
import java.util.Locale;

/** Results as Markdown. A cell of three numbers is minimum, median and maximum of the rounds. */
final class Tables {
    private static final double MB = 1e6;

    private Tables() {}

    static String of(Results results) {
        StringBuilder text = new StringBuilder();
        line(text, "## %s", results.scenario().name());
        line(text, "%n%s, %d rounds.%n", results.report().description(), results.roundCount());
        measured(text, results);
        line(text, "");
        ratios(text, results);
        List<Goals.Line> goals = Goals.of(results);
        line(text, "%n| goal | measured | |");
        line(text, "|---|---|---|");
        for (Goals.Line goal : goals) {
            line(text, "| %s | %s | %s |", goal.goal(), goal.measured(), goal.met() ? "met" : "**not met**");
        }
        return text.toString();
    }

    private static void measured(StringBuilder text, Results results) {
        line(text, "| | wall s | CPU s | peak RSS MB | output MB | rows/s per core |");
        line(text, "|---|---|---|---|---|---|");
        for (Contender contender : results.contenders()) {
            Spread wall = results.spread(contender, Metric.WALL);
            double rowsPerSecond =
                    results.report().rows() / wall.median() / results.scenario().cores();
            line(
                    text,
                    "| %s | %s | %s | %s | %s | %,.0f |",
                    contender.name(),
                    cell("%.2f", wall, 1),
                    cell("%.2f", results.spread(contender, Metric.CPU), 1),
                    contender.role() == Role.BOUND ? "" : cell("%.0f", results.spread(contender, Metric.PEAK), MB),
                    contender.role() == Role.BOUND ? "" : cell("%.2f", results.spread(contender, Metric.OUTPUT), MB),
                    rowsPerSecond);
        }
    }

    private static void ratios(StringBuilder text, Results results) {
        line(text, "| Lamplighter divided by | wall | CPU | peak RSS | output |");
        line(text, "|---|---|---|---|---|");
        for (Contender other : results.contenders()) {
            if (other.role() != Role.SUBJECT) {
                boolean bound = other.role() == Role.BOUND;
                line(
                        text,
                        "| %s | %s | %s | %s | %s |",
                        other.name(),
                        cell("%.2f", results.ratio(other, Metric.WALL), 1),
                        cell("%.2f", results.ratio(other, Metric.CPU), 1),
                        bound ? "" : cell("%.2f", results.ratio(other, Metric.PEAK), 1),
                        other.zstd() ? cell("%.3f", results.ratio(other, Metric.OUTPUT), 1) : "");
            }
        }
    }

    private static String cell(String format, Spread spread, double unit) {
        String min = String.format(Locale.ROOT, format, spread.min() / unit);
        String median = String.format(Locale.ROOT, format, spread.median() / unit);
        String max = String.format(Locale.ROOT, format, spread.max() / unit);
        return min.equals(max) ? median : min + " / **" + median + "** / " + max;
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
