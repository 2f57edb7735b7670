package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How far forecasts of months were off what the months cost, as costs.md says it; the forecasts are those of the query. */
final class ForecastBacktestTest {
    private static final int[] FULL_DAYS = {5, 10, 15, 20, 25};

    /** Six months, 100 a day, less on weekends, growing evenly, with noise; made with a fixed seed. */
    private static SortedMap<LocalDate, Double> made(int seed, double growthPerMonth, double noise) {
        Random random = new Random(seed);
        SortedMap<LocalDate, Double> days = new TreeMap<>();
        LocalDate first = LocalDate.of(2026, 1, 1);
        for (int day = 0; day < 181; day++) {
            LocalDate date = first.plusDays(day);
            boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
            days.put(
                    date,
                    100 * (1 + growthPerMonth * day / 30) * (weekend ? 0.7 : 1) * (1 + noise * random.nextGaussian()));
        }
        return days;
    }

    /** A line of the table: the mean and the largest error by full days, and how many months lay in their interval. */
    private static String line(String what, List<SortedMap<LocalDate, Double>> accounts, YearMonth first, int months) {
        List<String> cells = new ArrayList<>(List.of(what));
        int within = 0;
        int all = 0;
        for (int fullDays : FULL_DAYS) {
            List<Double> errors = new ArrayList<>();
            for (SortedMap<LocalDate, Double> days : accounts) {
                for (YearMonth month :
                        IntStream.range(0, months).mapToObj(first::plusMonths).toList()) {
                    WeeklyForecast forecast = WeeklyForecast.of(days, month, month.atDay(fullDays));
                    double cost = days
                            .subMap(month.atDay(1), month.plusMonths(1).atDay(1))
                            .values()
                            .stream()
                            .mapToDouble(day -> day)
                            .sum();
                    errors.add(100 * Math.abs(forecast.forecast() / cost - 1));
                    within += forecast.low() <= cost && cost <= forecast.high() ? 1 : 0;
                    all++;
                }
            }
            double mean = errors.stream().mapToDouble(error -> error).average().orElseThrow();
            double largest = errors.stream().mapToDouble(error -> error).max().orElseThrow();
            cells.add(String.format(Locale.ROOT, "%.1f, %.1f", mean, largest));
        }
        cells.add(within + " of " + all);
        return "| " + String.join(" | ", cells) + " |";
    }

    @Test
    void theDocumentSaysHowFarForecastsAreOff() throws IOException {
        List<String> table = new ArrayList<>();
        table.add(line(
                "a real account, November and December 2018",
                List.of(DailyCosts2018.days(cost -> true)),
                YearMonth.of(2018, 11),
                2));
        table.add(line("made: even, 5 % noise", accounts(0, 0.05), YearMonth.of(2026, 2), 5));
        table.add(line("made: 10 % more each month, 5 % noise", accounts(0.1, 0.05), YearMonth.of(2026, 2), 5));
        table.add(line("made: even, 30 % noise", accounts(0, 0.3), YearMonth.of(2026, 2), 5));

        assertThat(Files.readString(Path.of("docs/reference/costs.md"))).contains(String.join("\n", table));
    }

    private static List<SortedMap<LocalDate, Double>> accounts(double growth, double noise) {
        return IntStream.range(1, 9).mapToObj(seed -> made(seed, growth, noise)).toList();
    }
}
