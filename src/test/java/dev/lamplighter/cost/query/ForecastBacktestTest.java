package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lamplighter.sandbox.cur.CostReportGenerator;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.FolderBucket;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How far forecasts of months were off what the months cost, as costs.md says it: asked on each day of each month that has
 * fourteen days before it, by the loops that the query is held against. Prints the table that the document has.
 */
final class ForecastBacktestTest {
    private static final List<Method> METHODS = List.of(
            SimpleForecasts::runRate,
            SimpleForecasts::line,
            SimpleForecasts::weekdays,
            (days, month, last) -> WeeklyForecast.of(days, month, last).forecast());

    /** What its report corrects of the month before is no day of it. */
    private static final YearMonth FIRST_GENERATED = YearMonth.of(2026, 1);

    private interface Method {
        double forecast(SortedMap<LocalDate, Double> days, YearMonth month, LocalDate lastFullDay);
    }

    /** What became of the forecasts of one kind of account. */
    private static final class Outcome {
        private final List<List<Double>> errors = new ArrayList<>();
        private int within;
        private int all;

        Outcome() {
            METHODS.forEach(method -> errors.add(new ArrayList<>()));
        }

        void ask(SortedMap<LocalDate, Double> days) {
            YearMonth last = YearMonth.from(days.lastKey());
            for (YearMonth month = YearMonth.from(days.firstKey()); !month.isAfter(last); month = month.plusMonths(1)) {
                double cost = SimpleForecasts.soFar(days, month, month.atEndOfMonth());
                for (int day = 1; cost > 1 && day < month.lengthOfMonth(); day++) {
                    LocalDate known = month.atDay(day);
                    if (!known.isBefore(days.firstKey().plusDays(13))) {
                        ask(days, month, known, cost);
                    }
                }
            }
        }

        private void ask(SortedMap<LocalDate, Double> days, YearMonth month, LocalDate known, double cost) {
            for (int i = 0; i < METHODS.size(); i++) {
                errors.get(i).add(100 * Math.abs(METHODS.get(i).forecast(days, month, known) / cost - 1));
            }
            WeeklyForecast forecast = WeeklyForecast.of(days, month, known);
            within += forecast.low() - 1e-9 <= cost && cost <= forecast.high() + 1e-9 ? 1 : 0;
            all++;
        }

        double coverage() {
            return 100.0 * within / all;
        }

        double quantile(int method, double share) {
            List<Double> sorted = errors.get(method).stream().sorted().toList();
            return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
        }

        String line(String what) {
            List<String> cells = new ArrayList<>(List.of(what));
            for (int i = 0; i < METHODS.size(); i++) {
                cells.add(String.format(Locale.ROOT, "%.1f, %.1f", quantile(i, 0.5), quantile(i, 0.9)));
            }
            cells.add(String.format(Locale.ROOT, "%.0f %% of %d", coverage(), all));
            return "| " + String.join(" | ", cells) + " |";
        }
    }

    /** Six months of 100 a day times what a day has, less on weekends; made with fixed seeds. */
    private static List<SortedMap<LocalDate, Double>> made(ToDoubleFunction<Day> cost) {
        return IntStream.range(1, 9).mapToObj(seed -> made(seed, cost)).toList();
    }

    private static SortedMap<LocalDate, Double> made(int seed, ToDoubleFunction<Day> cost) {
        Random random = new Random(seed);
        SortedMap<LocalDate, Double> days = new TreeMap<>();
        LocalDate first = LocalDate.of(2026, 1, 1);
        Level level = new Level();
        for (int day = 0; day < 181; day++) {
            LocalDate date = first.plusDays(day);
            boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
            double shape = 100 * (weekend ? 0.7 : 1);
            days.put(date, Math.max(0, cost.applyAsDouble(new Day(date, day, shape, level, random))));
        }
        return days;
    }

    /** A factor that goes on from day to day. */
    private static final class Level {
        private double factor = 1;
    }

    private record Day(LocalDate date, int number, double shape, Level level, Random random) {
        double noisy(double noise) {
            return shape * level.factor * (1 + noise * random.nextGaussian());
        }

        /** A level that moves every day. */
        double wandering() {
            level.factor *= Math.exp(0.03 * random.nextGaussian());
            return noisy(0.05);
        }

        /** A level that is another one from a day of about thirty on. */
        double stepping() {
            if (random.nextInt(30) == 0) {
                level.factor *= Math.exp(random.nextBoolean() ? 0.35 : -0.35);
            }
            return noisy(0.03);
        }
    }

    private static Map<String, List<SortedMap<LocalDate, Double>>> accounts(Path folder) throws IOException {
        Map<String, List<SortedMap<LocalDate, Double>>> accounts = new LinkedHashMap<>();
        accounts.put("a real account, October to December 2018", List.of(DailyCosts2018.days(cost -> true)));
        List<SortedMap<LocalDate, Double>> parts = new ArrayList<>();
        for (String service : List.of("AWSGlue", "AmazonEC2", "AmazonRDS", "AmazonQuickSight", "AWSConfig")) {
            parts.add(DailyCosts2018.days(cost -> cost.product().equals(service)));
        }
        for (String service : List.of("AWSGlue", "AmazonEC2", "AmazonRDS")) {
            parts.add(DailyCosts2018.days(cost -> !cost.product().equals(service)));
        }
        accounts.put(
                "its services, and all without one, as budgets",
                parts.stream().map(ForecastBacktestTest::whole).toList());
        accounts.put("four months of generated reports", List.of(generated(folder, 1), generated(folder, 2)));
        accounts.put("made: even, 5 % noise", made(day -> day.noisy(0.05)));
        accounts.put("made: even, 30 % noise", made(day -> day.noisy(0.3)));
        accounts.put(
                "made: charges of six days on each first",
                made(day -> day.noisy(0.05) + (day.date().getDayOfMonth() == 1 ? 600 : 0)));
        accounts.put("made: 10 % more each month", made(day -> day.noisy(0.05) * (1 + day.number() / 300.0)));
        accounts.put(
                "made: 10 % of the first less each month", made(day -> day.noisy(0.05) * (1 - day.number() / 300.0)));
        accounts.put("made: a level that wanders, 3 % a day", made(Day::wandering));
        accounts.put("made: steps by a third, one a month", made(Day::stepping));
        return accounts;
    }

    /** A service that began later cost nothing before. */
    private static SortedMap<LocalDate, Double> whole(SortedMap<LocalDate, Double> days) {
        SortedMap<LocalDate, Double> whole = new TreeMap<>(days);
        LocalDate.of(2018, 10, 1).datesUntil(LocalDate.of(2019, 1, 1)).forEach(day -> whole.putIfAbsent(day, 0.0));
        return whole;
    }

    private static SortedMap<LocalDate, Double> generated(Path folder, int seed) throws IOException {
        Path bucket = Files.createDirectory(folder.resolve("seed-" + seed));
        SortedMap<LocalDate, Double> days = new TreeMap<>();
        for (YearMonth month = FIRST_GENERATED; month.getMonthValue() < 5; month = month.plusMonths(1)) {
            CostReportGenerator.deliver(
                    CostReportSpec.of("hourly", month)
                            .withRows(3000)
                            .withFiles(1)
                            .withSeed(seed),
                    new FolderBucket(bucket));
        }
        try (var files = Files.walk(bucket)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".csv.gz")).toList()) {
                read(file, days);
            }
        }
        return days;
    }

    private static void read(Path file, SortedMap<LocalDate, Double> days) throws IOException {
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines.stream()
                    .filter(line -> line.getField("lineItem/UsageStartDate").compareTo(FIRST_GENERATED.toString()) > 0)
                    .filter(line -> List.of("Usage", "DiscountedUsage", "SavingsPlanCoveredUsage")
                            .contains(line.getField("lineItem/LineItemType")))
                    .forEach(line -> days.merge(
                            LocalDate.parse(
                                    line.getField("lineItem/UsageStartDate").substring(0, 10)),
                            Double.parseDouble(line.getField("lineItem/UnblendedCost")),
                            Double::sum));
        }
    }

    @Test
    void theDocumentSaysHowFarForecastsAreOff(@TempDir Path folder) throws IOException {
        List<String> table = new ArrayList<>();
        Outcome real = new Outcome();
        double coverage = 0;
        Map<String, List<SortedMap<LocalDate, Double>>> accounts = accounts(folder);
        for (Map.Entry<String, List<SortedMap<LocalDate, Double>>> account : accounts.entrySet()) {
            Outcome outcome = new Outcome();
            account.getValue().forEach(outcome::ask);
            table.add(outcome.line(account.getKey()));
            coverage += outcome.coverage() / accounts.size();
        }
        real.ask(DailyCosts2018.days(cost -> true));
        table.add("");
        table.add(String.format(
                Locale.ROOT,
                "In the mean of these accounts %.0f of 100 months lay in their interval. A straight line was off by up"
                        + " to %.0f %% in the real account, what is shipped by up to %.0f %%.",
                coverage,
                real.quantile(1, 1),
                real.quantile(3, 1)));

        System.out.println(String.join("\n", table));
        assertThat(coverage).as("of the interval").isBetween(77.0, 83.0);
        assertThat(Files.readString(Path.of("docs/reference/costs.md"))).contains(String.join("\n", table));
    }
}
