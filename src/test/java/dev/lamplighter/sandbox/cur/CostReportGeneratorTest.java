package dev.lamplighter.sandbox.cur;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class CostReportGeneratorTest {
    private static final CostReportSpec SPEC =
            CostReportSpec.of("hourly", YearMonth.of(2025, 2)).withRows(6_000).withFiles(3);

    @Test
    void theSameSpecificationGivesTheSameBytes() {
        Map<String, byte[]> first = DeliveredReport.of(SPEC).bucket().objects();
        Map<String, byte[]> second = DeliveredReport.of(SPEC).bucket().objects();

        assertThat(second).containsOnlyKeys(first.keySet());
        assertThat(second).allSatisfy((key, bytes) -> assertThat(bytes).isEqualTo(first.get(key)));
        assertThat(texts(DeliveredReport.of(SPEC.withSeed(43)))).isNotEqualTo(texts(DeliveredReport.of(SPEC)));
    }

    @Test
    void objectsArriveInAwsOrderWithTheTopLevelManifestLast() {
        String folder = "cur/hourly/20250201-20250301/";
        DeliveredReport report = DeliveredReport.of(SPEC);

        assertThat(report.delivery().keys())
                .containsExactly(
                        folder + "20250301T031500Z/hourly-00001.csv.gz",
                        folder + "20250301T031500Z/hourly-00002.csv.gz",
                        folder + "20250301T031500Z/hourly-00003.csv.gz",
                        folder + "20250301T031500Z/hourly-Manifest.json",
                        folder + "hourly-Manifest.json");
        assertThat(report.bucket().objects().keySet())
                .containsExactlyElementsOf(report.delivery().keys());
        assertThat(report.delivery().manifestKey()).isEqualTo(folder + "hourly-Manifest.json");
    }

    @Test
    void decoysComeBeforeTheManifests() {
        CostReportSpec spec = SPEC.withFiles(1).withPrefix("").withOddities(ReportOddities.NONE.withDecoys());

        assertThat(DeliveredReport.of(spec).delivery().keys())
                .containsExactly(
                        "hourly/20250201-20250301/20250301T031500Z/hourly-00001.csv.gz",
                        "hourly/20250201-20250301/20250301T031500Z/hourly-RedshiftCommands.sql",
                        "hourly/20250201-20250301/20250301T031500Z/hourly-RedshiftManifest.json",
                        "hourly/20250201-20250301/20250301T031500Z/hourly-Manifest.json",
                        "hourly/20250201-20250301/hourly-Manifest.json");
    }

    @Test
    void hasExactlyTheRowsAskedForSpreadEvenly() {
        DeliveredReport report = DeliveredReport.of(SPEC.withRows(6_001));

        assertThat(report.lines()).hasSize(6_001);
        assertThat(report.reportKeys().stream()
                        .map(key -> report.csv(key).lines().count() - 1))
                .containsExactly(2_000L, 2_000L, 2_001L);
    }

    @Test
    void aFileMayHaveAHeaderOnly() {
        DeliveredReport report =
                DeliveredReport.of(SPEC.withRows(100).withFiles(99).withVersion(ReportVersion.monthToDate(1)));

        assertThat(report.reportKeys()).hasSize(99);
        assertThat(report.lines()).hasSize(13);
        assertThat(report.reportKeys())
                .allSatisfy(
                        key -> assertThat(report.csv(key)).startsWith("identity/LineItemId,identity/TimeInterval,"));
    }

    @Test
    void aMonthToDateIsAStrictSubsetOfTheMonth() {
        List<String> month = withoutIds(DeliveredReport.of(SPEC));
        List<String> toDate = withoutIds(DeliveredReport.of(
                SPEC.withVersion(ReportVersion.monthToDate(12).redelivered(1))));

        List<String> rest = new ArrayList<>(month);
        assertThat(toDate)
                .hasSizeBetween(2_500, 2_600)
                .filteredOn(line -> !line.contains("Tax for product code")) // which grow
                .allSatisfy(line -> assertThat(rest.remove(line)).as(line).isTrue());
        assertThat(rest).hasSizeBetween(month.size() - toDate.size(), month.size() - toDate.size() + 5);
    }

    @Test
    void aMonthToDateKnowsNothingOfLaterDays() {
        DeliveredReport report = DeliveredReport.of(SPEC.withVersion(ReportVersion.monthToDate(12)));

        assertThat(report.lines())
                .allSatisfy(line ->
                        assertThat(line.getField("lineItem/UsageStartDate")).isLessThan("2025-02-13T00:00:00.000Z"));
        BigDecimal taxes = taxes(DeliveredReport.of(SPEC));
        assertThat(taxes(report)).isPositive().isLessThan(taxes.divide(BigDecimal.valueOf(2)));
        assertThat(report.delivery().assemblyId()).isEqualTo("20250213T031500Z");
    }

    /** AWS takes back by lines below zero: refunds and credits on their days, taxes as taxes, usage on the day that it was of. */
    @Test
    void whatIsGivenBackComesWithinTheMonth() {
        DeliveredReport early = DeliveredReport.of(SPEC.withVersion(ReportVersion.monthToDate(3)));
        DeliveredReport later = DeliveredReport.of(SPEC.withVersion(ReportVersion.monthToDate(12)));
        DeliveredReport month = DeliveredReport.of(SPEC);

        assertThat(givenBack(early)).isEmpty();
        assertThat(givenBack(later))
                .containsExactlyInAnyOrder(
                        "Usage 2025-01-17 ", "Credit 2025-02-06 ", "Refund 2025-02-09 Refund", "Tax 2025-02-11 Refund");
        assertThat(givenBack(month))
                .containsAll(givenBack(later))
                .contains("Credit 2025-02-15 ", "Credit 2025-02-24 ")
                .hasSize(6);
        assertThat(later.lines())
                .filteredOn(line -> line.getField("lineItem/UsageAmount").startsWith("-"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getField("lineItem/UnblendedCost")).isEqualTo("-10.8");
                    assertThat(line.getField("product/transferType")).isEqualTo("AWS Outbound");
                });
    }

    private static BigDecimal taxes(DeliveredReport report) {
        return report.lines().stream()
                .filter(line -> line.getField("lineItem/LineItemType").equals("Tax"))
                .map(line -> new BigDecimal(line.getField("lineItem/UnblendedCost")))
                .filter(cost -> cost.signum() > 0)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<String> givenBack(DeliveredReport report) {
        return report.lines().stream()
                .filter(line -> line.getField("lineItem/UnblendedCost").startsWith("-"))
                .filter(line -> !line.getField("lineItem/LineItemType").equals("SavingsPlanNegation"))
                .map(line -> line.getField("lineItem/LineItemType") + " "
                        + line.getField("lineItem/UsageStartDate").substring(0, 10) + " "
                        + line.getField("bill/BillType").replace("Anniversary", ""))
                .toList();
    }

    @Test
    void aRedeliveryDiffersInIdsOnly() {
        DeliveredReport first = DeliveredReport.of(SPEC);
        DeliveredReport second = DeliveredReport.of(SPEC.withVersion(ReportVersion.FULL_MONTH.redelivered(1)));

        assertThat(withoutIds(second)).isEqualTo(withoutIds(first));
        assertThat(ids(second)).doesNotContainAnyElementsOf(ids(first));
        assertThat(second.delivery().totals()).isEqualTo(first.delivery().totals());
        assertThat(second.delivery().assemblyId())
                .isGreaterThan(first.delivery().assemblyId());
        assertThat(second.delivery().manifestKey()).isEqualTo(first.delivery().manifestKey());
    }

    @Test
    void anInvoicedMonthDiffersInInvoiceIdsOnly() {
        DeliveredReport open = DeliveredReport.of(SPEC);
        DeliveredReport invoiced = DeliveredReport.of(SPEC.withVersion(ReportVersion.FULL_MONTH.invoiced()));

        assertThat(open.lines())
                .allSatisfy(line -> assertThat(line.getField("bill/InvoiceId")).isEmpty());
        assertThat(invoiced.lines())
                .allSatisfy(line -> assertThat(line.getField("bill/InvoiceId")).matches("[0-9]+"));
        assertThat(without(invoiced, "bill/InvoiceId")).isEqualTo(without(open, "bill/InvoiceId"));
    }

    @Test
    void aLateRefundIsExactlyOneMoreLine() {
        ReportVersion invoiced = ReportVersion.FULL_MONTH.invoiced();
        List<String> before = withoutIds(DeliveredReport.of(SPEC.withVersion(invoiced)));
        List<String> after = withoutIds(DeliveredReport.of(SPEC.withVersion(invoiced.refunded())));

        List<String> more = new ArrayList<>(after);
        before.forEach(more::remove);
        assertThat(after).hasSize(before.size() + 1).containsAll(before);
        assertThat(more).singleElement().asString().contains("Refund", "AmazonS3", "-12.34");
    }

    @Test
    void aLineItemOccursOnceInAnHourButInManyHours() {
        List<NamedCsvRecord> lines = DeliveredReport.of(SPEC.withRows(40_000)).lines();
        Set<String> unique = lines.stream()
                .map(line -> line.getField("identity/LineItemId") + " " + line.getField("identity/TimeInterval"))
                .collect(Collectors.toSet());
        Set<String> ids =
                lines.stream().map(line -> line.getField("identity/LineItemId")).collect(Collectors.toSet());

        assertThat(unique).hasSize(40_000);
        assertThat(ids)
                .hasSizeBetween(200, 4_000)
                .allSatisfy(id -> assertThat(id).matches("[a-z2-7]{52}"));
    }

    @Test
    void linesAreOrderedByHourThenProductThenUsageType() {
        assertThat(DeliveredReport.of(SPEC).lines().stream()
                        .map(line -> line.getField("lineItem/UsageStartDate") + " "
                                + line.getField("lineItem/ProductCode") + " " + line.getField("lineItem/UsageType"))
                        .toList())
                .isSorted();
    }

    @Test
    void hasTheServicesAndLineTypesOfARealBill() {
        ControlTotals totals = DeliveredReport.of(SPEC).delivery().totals();

        assertThat(totals.byLineItemType())
                .containsOnlyKeys(
                        "Usage",
                        "DiscountedUsage",
                        "RIFee",
                        "SavingsPlanCoveredUsage",
                        "SavingsPlanNegation",
                        "SavingsPlanRecurringFee",
                        "Fee",
                        "Tax",
                        "Credit",
                        "Refund");
        assertThat(totals.byProductCode())
                .containsKeys(
                        "AmazonEC2",
                        "AmazonS3",
                        "AmazonRDS",
                        "AWSLambda",
                        "AWSCloudTrail",
                        "AmazonCloudFront",
                        "8xa1b2c3d4e5f6g7h8i9j0k1l");
        assertThat(totals.byLineItemType().get("Refund"))
                .satisfies(refund -> assertThat(refund.unblendedCost()).isNegative());
        assertThat(totals.sum("reservation_unused_quantity")).isPositive();
    }

    @Test
    void aSavingsPlanNegationTakesBackWhatTheCoveredLineBeforeItCosts() {
        List<NamedCsvRecord> lines = DeliveredReport.of(SPEC.withRows(60_000)).lines();

        int pairs = 0;
        for (int i = 1; i < lines.size(); i++) {
            NamedCsvRecord covered = lines.get(i - 1);
            NamedCsvRecord negation = lines.get(i);
            if (type(negation).equals("SavingsPlanNegation") && type(covered).equals("SavingsPlanCoveredUsage")) {
                assertThat(cost(negation))
                        .as("line %d", i)
                        .isEqualTo(cost(covered).negate());
                pairs++;
            }
        }
        assertThat(pairs).isGreaterThan(1_000);
    }

    private static String type(NamedCsvRecord line) {
        return line.getField("lineItem/LineItemType");
    }

    private static BigDecimal cost(NamedCsvRecord line) {
        return new BigDecimal(line.getField("lineItem/UnblendedCost"));
    }

    private static List<String> texts(DeliveredReport report) {
        return report.reportKeys().stream().map(report::csv).toList();
    }

    private static Set<String> ids(DeliveredReport report) {
        return new HashSet<>(report.lines().stream()
                .map(line -> line.getField("identity/LineItemId"))
                .toList());
    }

    private static List<String> withoutIds(DeliveredReport report) {
        return without(report, "identity/LineItemId");
    }

    private static List<String> without(DeliveredReport report, String header) {
        return report.lines().stream()
                .map(line -> {
                    List<String> fields = new ArrayList<>(line.getFields());
                    fields.remove(line.getHeader().indexOf(header));
                    return fields.toString();
                })
                .toList();
    }
}
