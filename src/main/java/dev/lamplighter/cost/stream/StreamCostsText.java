package dev.lamplighter.cost.stream;

import dev.lamplighter.base.DurationText;
import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.cost.answer.RoundedNumber;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes what streams cost in lines for people, with rounded numbers. */
public final class StreamCostsText {
    private StreamCostsText() {}

    public static List<String> lines(YearMonth month, String report, StreamCosts costs) {
        List<String> lines = new ArrayList<>();
        lines.add("streams of " + month + " (UTC), report " + report + ", "
                + (costs.to().isAfter(costs.from())
                        ? "with charges up to " + ZonedTimeText.utc(costs.to())
                        : "which has no charge of them"));
        costs.occurrences().forEach(one -> lines.add(occurrence(one)));
        lines.addAll(windows(costs.occurrences()));
        costs.currencies().forEach(currency -> lines.addAll(beside(costs, currency)));
        if (costs.hasDaysOnly()) {
            lines.add("the report tells days, not hours: of a day's charge a stream has the part of its time");
        }
        if (!costs.uncharged().isEmpty()) {
            lines.add("without a charge: " + String.join(", ", costs.uncharged()));
        }
        return lines;
    }

    private static String occurrence(OccurrenceCost one) {
        Occurrence of = one.occurrence();
        return of.window() + "  " + ZonedTimeText.utc(of.opened()) + ", " + length(of) + ": "
                + (one.currency().isEmpty()
                        ? "no charge"
                        : amount(one.total(), one.currency()) + ", " + amount(one.perHour(), one.currency())
                                + " an hour " + kinds(one.costs()))
                + (one.isIncomplete() ? "  incomplete, AWS may still add to it" : "");
    }

    private static List<String> windows(List<OccurrenceCost> occurrences) {
        Map<String, List<OccurrenceCost>> byWindow = occurrences.stream()
                .filter(one -> !one.currency().isEmpty())
                .collect(Collectors.groupingBy(
                        one -> one.occurrence().window() + " in " + one.currency(), TreeMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        byWindow.forEach((window, some) -> {
            BigDecimal total = some.stream().map(OccurrenceCost::total).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal hours =
                    some.stream().map(one -> one.occurrence().hours()).reduce(BigDecimal.ZERO, BigDecimal::add);
            String currency = some.get(0).currency();
            lines.add("all of " + window + ": " + amount(total, currency) + ", "
                    + amount(OccurrenceCost.perHour(total, hours), currency) + " an hour, times "
                    + some.size());
        });
        return lines;
    }

    private static List<String> beside(StreamCosts costs, String currency) {
        List<String> lines = new ArrayList<>();
        lines.add("while no window was open: " + amount(costs.outside(currency), currency));
        costs.resources().stream()
                .filter(one ->
                        one.currency().equals(currency) && one.outsideTotal().signum() != 0)
                .forEach(one -> lines.add("    " + one.resource() + "  " + amount(one.outsideTotal(), currency) + " "
                        + kinds(one.outside())));
        lines.add("saved against machines that run all the time: " + amount(costs.saved(currency), currency));
        return lines;
    }

    private static String length(Occurrence of) {
        return DurationText.words(Duration.between(of.opened(), of.closed()));
    }

    private static String kinds(Map<ChargePurpose, BigDecimal> costs) {
        return Arrays.stream(ChargePurpose.values())
                .filter(kind -> costs.getOrDefault(kind, BigDecimal.ZERO).signum() != 0)
                .map(kind -> kind.name().toLowerCase(Locale.ROOT) + " "
                        + RoundedNumber.amount(costs.getOrDefault(kind, BigDecimal.ZERO)))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String amount(BigDecimal cost, String currency) {
        return RoundedNumber.amount(cost) + " " + currency;
    }
}
