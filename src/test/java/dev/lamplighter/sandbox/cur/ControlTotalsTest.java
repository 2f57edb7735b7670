package dev.lamplighter.sandbox.cur;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lamplighter.sandbox.cur.ControlTotals.Share;
import dev.lamplighter.sandbox.cur.ControlTotals.Subtotal;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The totals against the same sums made from the text by FastCSV and BigDecimal. */
final class ControlTotalsTest {
    private static final CostReportSpec SPEC =
            CostReportSpec.of("hourly", YearMonth.of(2025, 2)).withRows(9_001).withFiles(3);

    static Stream<CostReportSpec> reports() {
        return Stream.of(
                SPEC,
                SPEC.withSeed(7).withRows(100).withFiles(1),
                SPEC.withFormat(CurReportFormat.OF_2018),
                SPEC.withVersion(ReportVersion.FULL_MONTH.invoiced().refunded()),
                SPEC.withOddities(ReportOddities.NONE.withNastyTags().withDroppedColumns(40)),
                SPEC.withVersion(ReportVersion.monthToDate(12)));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyDecimalColumnAddsUpToItsTotal(CostReportSpec spec) {
        DeliveredReport report = DeliveredReport.of(spec);
        List<NamedCsvRecord> lines = report.lines();

        assertThat(report.delivery().totals().rows()).isEqualTo(lines.size());
        assertThat(report.delivery().totals().sums()).hasSize(21);
        assertThat(report.delivery().totals().sums())
                .allSatisfy((column, sum) ->
                        assertThat(sum(lines, header(lines, column))).as(column).isEqualByComparingTo(sum));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyGroupAddsUpToItsTotal(CostReportSpec spec) {
        DeliveredReport report = DeliveredReport.of(spec);
        ControlTotals totals = report.delivery().totals();
        List<NamedCsvRecord> lines = report.lines();

        assertThat(totals.byLineItemType()).isEqualTo(grouped(lines, "lineItem/LineItemType"));
        assertThat(totals.byProductCode()).isEqualTo(grouped(lines, "lineItem/ProductCode"));
        assertThat(totals.byAccount()).isEqualTo(grouped(lines, "lineItem/UsageAccountId"));
        assertThat(totals.bySegment()).isEqualTo(grouped(lines, "resourceTags/user:customersegment"));
    }

    @Test
    void dataTransferIsToldApartByKindAndProduct() {
        DeliveredReport report = DeliveredReport.of(SPEC);
        List<NamedCsvRecord> lines = report.lines();

        assertThat(report.delivery().totals().dataTransferByProduct()).allSatisfy((product, transfer) -> {
            Function<Predicate<NamedCsvRecord>, BigDecimal> cost = filter -> cost(lines.stream()
                    .filter(line -> line.getField("lineItem/ProductCode").equals(product))
                    .filter(filter));
            assertThat(transfer.total()).isEqualByComparingTo(cost.apply(line -> true));
            assertThat(transfer.dataTransfer()).isEqualByComparingTo(cost.apply(usage("DataTransfer")));
            assertThat(transfer.in()).isEqualByComparingTo(cost.apply(usage("DataTransfer-In")));
            assertThat(transfer.out()).isEqualByComparingTo(cost.apply(usage("DataTransfer-Out")));
            assertThat(transfer.family())
                    .isEqualByComparingTo(cost.apply(has("product/productFamily", "Data Transfer")));
            assertThat(transfer.interRegion())
                    .isEqualByComparingTo(cost.apply(
                            line -> line.getField("product/transferType").startsWith("InterRegion")));
            assertThat(transfer.interAz()).isEqualByComparingTo(cost.apply(has("product/transferType", "IntraRegion")));
        });
        assertThat(report.delivery().totals().dataTransferByProduct().get("AmazonEC2"))
                .satisfies(ec2 -> assertThat(List.of(ec2.out(), ec2.interRegion(), ec2.interAz()))
                        .allSatisfy(cost -> assertThat(cost).isPositive()));
    }

    @Test
    void reservedSpendIsThatOfDiscountedUsageAndFees() {
        DeliveredReport report = DeliveredReport.of(SPEC);
        ControlTotals totals = report.delivery().totals();
        List<String> reserved = List.of("DiscountedUsage", "RIFee", "Fee");
        List<NamedCsvRecord> lines = report.lines();

        assertThat(totals.reservedCost())
                .isEqualByComparingTo(
                        cost(lines.stream().filter(line -> reserved.contains(line.getField("lineItem/LineItemType")))));
        assertThat(totals.otherCost())
                .isEqualByComparingTo(cost(
                        lines.stream().filter(line -> !reserved.contains(line.getField("lineItem/LineItemType")))));
    }

    @Test
    void everyProductIsSharedOutOverSegments() {
        DeliveredReport report = DeliveredReport.of(SPEC);
        List<String> reserved = List.of("DiscountedUsage", "RIFee", "Fee");
        Map<String, Map<String, Share>> shares = report.lines().stream()
                .collect(Collectors.groupingBy(
                        line -> line.getField("lineItem/ProductCode"),
                        Collectors.groupingBy(
                                line -> line.getField("resourceTags/user:customersegment"),
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        lines -> new Share(
                                                cost(lines.stream()),
                                                cost(lines.stream().filter(usage("DataTransfer"))),
                                                cost(lines.stream()
                                                        .filter(line -> reserved.contains(
                                                                line.getField("lineItem/LineItemType")))))))));

        assertThat(report.delivery().totals().byProductAndSegment()).isEqualTo(shares);
    }

    @Test
    void jsonTellsAmountsAsPlainText() throws Exception {
        ControlTotals totals = DeliveredReport.of(SPEC).delivery().totals();

        JsonNode json = new ObjectMapper().readTree(totals.toJson());

        assertThat(json.get("rows").asLong()).isEqualTo(9_001);
        assertThat(json.get("unblended_cost").textValue())
                .isEqualTo(totals.unblendedCost().stripTrailingZeros().toPlainString());
        assertThat(json.at("/line_item_type/Fee/unblended_cost").textValue()).isEqualTo("363");
        assertThat(json.at("/product_code/AWSCloudTrail/unblended_cost").textValue())
                .isEqualTo("0");
        assertThat(json.at("/ri_split/ri").textValue())
                .isEqualTo(totals.reservedCost().stripTrailingZeros().toPlainString());
    }

    private static Predicate<NamedCsvRecord> usage(String part) {
        return line -> line.getField("product/usagetype").contains(part);
    }

    private static Predicate<NamedCsvRecord> has(String header, String value) {
        return line -> line.getField(header).equals(value);
    }

    private static Map<String, Subtotal> grouped(List<NamedCsvRecord> lines, String header) {
        return lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.getField(header),
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.toList(), group -> new Subtotal(group.size(), cost(group.stream())))));
    }

    private static BigDecimal cost(Stream<NamedCsvRecord> lines) {
        return sum(lines.toList(), "lineItem/UnblendedCost");
    }

    /** Ten decimals always, as the totals have them. */
    private static BigDecimal sum(List<NamedCsvRecord> lines, String header) {
        return lines.stream()
                .map(line -> line.getField(header))
                .filter(text -> !text.isEmpty())
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(10);
    }

    /** The header whose letters are those of a table column: {@code line_item_usage_amount}, lineItem/UsageAmount. */
    private static String header(List<NamedCsvRecord> lines, String column) {
        return lines.get(0).getHeader().stream()
                .filter(header -> header.replace("/", "").equalsIgnoreCase(column.replace("_", "")))
                .findFirst()
                .orElseThrow();
    }
}
