package dev.lamplighter.cost.ledger;

import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the exact change of a month's cost and state when a version became current.
 *
 * @param from assembly that was shown until then; null for the month's first
 * @param to assembly that is shown from then on
 * @param currencies changes by currency, the largest first; {@code ""} where none is named. They are never added up
 * @param services changes by service, the largest first; empty when there are several currencies
 */
public record MonthChange(
        String month,
        @Nullable String from,
        String to,
        Extent before,
        Extent after,
        List<CostChange> currencies,
        List<CostChange> services) {
    /** The rows of a version and the state of the month that shows it. */
    public record Extent(long rows, InvoiceStatus state) {
        static final Extent NOTHING = new Extent(0, InvoiceStatus.UNKNOWN);
    }

    public MonthChange {
        currencies = List.copyOf(currencies);
        services = List.copyOf(services);
    }

    /**
     * Compares a version that is about to become current with what its month shows.
     *
     * @param shown what the month shows before; null for nothing
     */
    public static MonthChange between(@Nullable ReportLedgerEntry shown, ReportLedgerEntry next) {
        ConversionSummary before = shown == null ? null : shown.converted();
        ConversionSummary after = next.converted();
        List<CostChange> currencies = CostChange.between(before == null ? Map.of() : costs(before), costs(after));
        List<CostChange> services =
                CostChange.between(before == null ? Map.of() : before.costByProductCode(), after.costByProductCode());
        return new MonthChange(
                after.billingPeriod().month(),
                before == null ? null : before.assemblyId(),
                after.assemblyId(),
                shown == null ? Extent.NOTHING : new Extent(shown.converted().rows(), shown.state()),
                new Extent(after.rows(), state(shown, next)),
                currencies,
                currencies.size() > 1
                        ? List.of()
                        : services.stream()
                                .filter(change -> change.by().signum() != 0)
                                .toList());
    }

    /** The state after the change; a version that was shown before and is shown again by hand gets the state that it had. */
    private static InvoiceStatus state(@Nullable ReportLedgerEntry shown, ReportLedgerEntry next) {
        return shown == null || !next.isNewerThan(shown)
                ? next.state()
                : shown.state()
                        .after(
                                InvoiceStatus.of(next.converted().invoicedShare()),
                                isSame(shown.converted(), next.converted()));
    }

    private static boolean isSame(ConversionSummary before, ConversionSummary after) {
        return before.rows() == after.rows()
                && isSame(before.costByLineItemType(), after.costByLineItemType())
                && isSame(before.costByProductCode(), after.costByProductCode())
                && isSame(costs(before), costs(after))
                && before.totals().entrySet().stream()
                        .allMatch(total ->
                                total.getValue().compareTo(after.totals().getOrDefault(total.getKey(), BigDecimal.ZERO))
                                        == 0);
    }

    private static boolean isSame(Map<String, Subtotal> before, Map<String, Subtotal> after) {
        return CostChange.between(before, after).stream()
                .allMatch(change -> change.by().signum() == 0);
    }

    /**
     * The cost by currency. Lines without a currency have no cost; a report or an old ledger may have no currencies at all.
     */
    public static Map<String, Subtotal> costs(ConversionSummary summary) {
        Map<String, Subtotal> costs = new TreeMap<>(summary.costByCurrency());
        costs.entrySet()
                .removeIf(cost -> cost.getKey().isEmpty()
                        && cost.getValue().unblendedCost().signum() == 0);
        return costs.isEmpty() ? Map.of("", new Subtotal(summary.rows(), PublicationResult.cost(summary))) : costs;
    }

    /** Whether a month that was final, just before or earlier, has changed. */
    public boolean reopens() {
        boolean differs = before.rows() != after.rows()
                || Stream.concat(currencies.stream(), services.stream())
                        .anyMatch(change -> change.by().signum() != 0);
        return from != null
                && after.state() == InvoiceStatus.REOPENED
                && (before.state() == InvoiceStatus.FINAL || (before.state() == InvoiceStatus.REOPENED && differs));
    }

    /**
     * For example {@code changed by -12.34 USD because of assembly a2, which reopens the month: assembly a1 was final}.
     */
    public String sentence() {
        if (from == null) {
            return "first version, assembly " + to + (after.state() == InvoiceStatus.FINAL ? ", final" : "");
        }
        return "changed by " + amounts() + " because of assembly " + to + turn();
    }

    private String turn() {
        if (before.state() == after.state()) {
            return "";
        }
        return switch (after.state()) {
            case FINAL -> ", which is final";
            case REOPENED -> ", which reopens the month: assembly " + from + " was final";
            case OPEN, UNKNOWN -> "";
        };
    }

    private String amounts() {
        List<CostChange> changed =
                currencies.stream().filter(change -> change.by().signum() != 0).toList();
        return (changed.isEmpty() ? currencies.subList(0, 1) : changed)
                .stream().map(change -> amount(change.by(), change.of())).collect(Collectors.joining(" and "));
    }

    /** One line per service, for example {@code AmazonEC2 -12.34 (100.00 to 87.66)}; none for a first version. */
    public List<String> serviceLines(int most) {
        return from == null
                ? List.of()
                : services.stream()
                        .limit(most)
                        .map(change -> change.of() + " " + signed(change.by()) + " (" + plain(change.before()) + " to "
                                + plain(change.after()) + ")")
                        .toList();
    }

    /** An amount with its currency, if there is one. */
    static String amount(BigDecimal number, String currency) {
        return currency.isEmpty() ? plain(number) : plain(number) + " " + currency;
    }

    /** A number with all its significant digits, without exponent. */
    public static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    static String signed(BigDecimal number) {
        return (number.signum() > 0 ? "+" : "") + plain(number);
    }
}
