package dev.lamplighter.cost.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads what each service of a real account cost on each day of the last three months of 2018. */
final class DailyCosts2018 {
    static final String HEADER = "lineItem/UsageStartDate,lineItem/UsageAccountId,lineItem/ProductCode,"
            + "product/region,lineItem/CurrencyCode,lineItem/LineItemType,lineItem/UnblendedCost";

    private static final Path FILE = Path.of("src/test/resources/cost-answers/daily-costs-2018.csv");

    /** What one service cost in a region on a day. */
    record Cost(LocalDate day, String product, String region, String amount) {
        String line() {
            return DailyCosts2018.line(day, product, region, amount);
        }
    }

    private DailyCosts2018() {}

    /** A line of a report with {@link #HEADER}. */
    static String line(LocalDate day, String product, String region, String cost) {
        return day + "T00:00:00Z,1," + product + "," + region + ",USD,Usage," + cost;
    }

    static List<Cost> all() throws IOException {
        return Files.readAllLines(FILE).stream()
                .skip(1)
                .map(row -> row.split(","))
                .map(row -> new Cost(LocalDate.parse(row[0]), row[1], row[2], row[3]))
                .toList();
    }

    static String[] lines(YearMonth month) throws IOException {
        return all().stream()
                .filter(cost -> YearMonth.from(cost.day()).equals(month))
                .map(Cost::line)
                .toArray(String[]::new);
    }

    /** Sums of the days. */
    static SortedMap<LocalDate, Double> days(Predicate<Cost> which) throws IOException {
        SortedMap<LocalDate, Double> days = new TreeMap<>();
        all().stream()
                .filter(which)
                .forEach(cost -> days.merge(cost.day(), Double.parseDouble(cost.amount()), Double::sum));
        return days;
    }
}
