package dev.lamplighter.cost.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cost.ledger.MonthChange.Extent;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.ReportTotals;
import dev.lamplighter.cost.parquet.schema.InvoicedShare;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import dev.lamplighter.cost.report.BillingPeriod;
import dev.lamplighter.cost.report.StoredObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as another month, and in which words. */
final class MonthChangeTest {
    private static final Instant THEN = Instant.parse("2026-11-01T00:00:00Z");

    /** A final month; each part is one cost. */
    private static ReportLedgerEntry entry(String assembly, long day, long rows, Costs costs) {
        ConversionSummary summary = new ConversionSummary(
                "report",
                new BillingPeriod(THEN, THEN.plus(Duration.ofDays(30))),
                assembly,
                1,
                new ReportTotals(
                        rows,
                        Map.of("line_item_unblended_cost", new BigDecimal("7"), "line_item_usage_amount", costs.total),
                        Map.of("Usage", new Subtotal(rows, costs.type)),
                        Map.of(
                                "AmazonEC2",
                                new Subtotal(rows, costs.product),
                                "AmazonS3",
                                new Subtotal(1, BigDecimal.ONE)),
                        Map.of("USD", new Subtotal(rows, costs.currency)),
                        new InvoicedShare(rows, rows)),
                List.of(),
                List.of(),
                List.of(),
                Duration.ZERO);
        StoredObject manifest = new StoredObject("m", "etag-" + assembly, 1, THEN.plus(Duration.ofDays(day)));
        return new ReportLedgerEntry(
                new ReportVersion("report", "s3://bucket/m", manifest),
                VersionPhase.PUBLISHED,
                "2026-11",
                assembly,
                summary,
                null,
                null,
                0,
                null,
                THEN);
    }

    private record Costs(BigDecimal type, BigDecimal product, BigDecimal currency, BigDecimal total) {}

    private static Costs costs(String type, String product, String currency, String total) {
        return new Costs(
                new BigDecimal(type), new BigDecimal(product), new BigDecimal(currency), new BigDecimal(total));
    }

    /** Rows, or the cost of a type of line, of a product or of a currency, or the sum of any column. */
    @ParameterizedTest
    @CsvSource({
        "9, 7, 7, 7, 7, FINAL",
        "9, 7.00, 7.0, 7.000, 7.0, FINAL",
        "8, 7, 7, 7, 7, REOPENED",
        "9, 8, 7, 7, 7, REOPENED",
        "9, 7, 8, 7, 7, REOPENED",
        "9, 7, 7, 8, 7, REOPENED",
        "9, 7, 7, 7, 8, REOPENED"
    })
    void aFinalMonthIsReopenedByWhateverIsOtherwise(
            long rows, String type, String product, String currency, String total, InvoiceStatus state) {
        ReportLedgerEntry shown = entry("a1", 1, 9, costs("7", "7", "7", "7"));
        ReportLedgerEntry next = entry("a2", 2, rows, costs(type, product, currency, total));

        MonthChange change = MonthChange.between(shown, next);

        assertThat(change.after()).isEqualTo(new Extent(rows, state));
        assertThat(change.before()).isEqualTo(new Extent(9, InvoiceStatus.FINAL));
        assertThat(change.reopens()).isEqualTo(state == InvoiceStatus.REOPENED);
    }

    @Test
    void onlyServicesThatChangedAreNamedEachWithItsSign() {
        MonthChange more = MonthChange.between(
                entry("a1", 1, 9, costs("7", "7", "7", "7")), entry("a2", 2, 9, costs("8", "8.50", "8", "7")));
        MonthChange less = MonthChange.between(
                entry("a1", 1, 9, costs("7", "7", "7", "7")), entry("a2", 2, 9, costs("7", "6", "7", "7")));

        assertThat(more.serviceLines(5)).containsExactly("AmazonEC2 +1.5 (7 to 8.5)");
        assertThat(more.serviceLines(0)).isEmpty();
        assertThat(less.serviceLines(5)).containsExactly("AmazonEC2 -1 (7 to 6)");
        assertThat(MonthChange.signed(new BigDecimal("0.00"))).isEqualTo("0");
    }

    @Test
    void whatIsTakenBackByHandHasTheStateItHad() {
        ReportLedgerEntry newer = entry("a2", 2, 8, costs("7", "7", "7", "7"));
        ReportLedgerEntry older = entry("a1", 1, 9, costs("7", "7", "7", "7"));

        assertThat(MonthChange.between(newer, older).after().state()).isEqualTo(InvoiceStatus.FINAL);
    }

    @ParameterizedTest
    @CsvSource({
        "a1, FINAL, REOPENED, 9, 0, true",
        "a1, REOPENED, REOPENED, 9, 0, false",
        "a1, REOPENED, REOPENED, 8, 0, true",
        "a1, REOPENED, REOPENED, 9, 1, true",
        "a1, OPEN, REOPENED, 8, 1, false",
        "a1, FINAL, FINAL, 9, 0, false",
        ", FINAL, REOPENED, 8, 1, false"
    })
    void aMonthReopensWhenItWasFinalOrWasReopenedAndIsOtherwiseAgain(
            @Nullable String from, InvoiceStatus before, InvoiceStatus after, long rows, String by, boolean reopens) {
        assertThat(change(from, before, after, rows, by).reopens()).isEqualTo(reopens);
    }

    @Test
    void theSentenceSaysWhatBecameOfTheMonth() {
        assertThat(change(null, InvoiceStatus.UNKNOWN, InvoiceStatus.OPEN, 9, "1")
                        .sentence())
                .isEqualTo("first version, assembly a2");
        assertThat(change(null, InvoiceStatus.UNKNOWN, InvoiceStatus.FINAL, 9, "1")
                        .sentence())
                .isEqualTo("first version, assembly a2, final");
        assertThat(change("a1", InvoiceStatus.OPEN, InvoiceStatus.OPEN, 9, "1.50")
                        .sentence())
                .isEqualTo("changed by 1.5 USD because of assembly a2");
        assertThat(change("a1", InvoiceStatus.OPEN, InvoiceStatus.FINAL, 9, "0").sentence())
                .isEqualTo("changed by 0 USD because of assembly a2, which is final");
        assertThat(change("a1", InvoiceStatus.FINAL, InvoiceStatus.REOPENED, 9, "-2")
                        .sentence())
                .isEqualTo("changed by -2 USD because of assembly a2, which reopens the month: assembly a1 was final");
        assertThat(change(null, InvoiceStatus.OPEN, InvoiceStatus.OPEN, 9, "1").serviceLines(3))
                .isEmpty();
    }

    @Test
    void ofSeveralCurrenciesThoseThatChangedAreTold() {
        MonthChange change = new MonthChange(
                "2026-11",
                "a1",
                "a2",
                new Extent(9, InvoiceStatus.OPEN),
                new Extent(9, InvoiceStatus.OPEN),
                List.of(cost("USD", "2"), cost("CNY", "-1"), cost("EUR", "0"), cost("", "3")),
                List.of());

        assertThat(change.sentence()).isEqualTo("changed by 2 USD and -1 CNY and 3 because of assembly a2");
    }

    private static MonthChange change(
            @Nullable String from, InvoiceStatus before, InvoiceStatus after, long rows, String by) {
        return new MonthChange(
                "2026-11",
                from,
                "a2",
                new Extent(9, before),
                new Extent(rows, after),
                List.of(cost("USD", by)),
                List.of());
    }

    private static CostChange cost(String of, String by) {
        return new CostChange(of, new BigDecimal("10"), new BigDecimal("10").add(new BigDecimal(by)));
    }
}
