package dev.lamplighter.sandbox;

import dev.lamplighter.sandbox.cur.ControlTotals;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import dev.lamplighter.sandbox.cur.ReportOddities;
import dev.lamplighter.sandbox.cur.ReportVersion;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.management.openmbean.CompositeData;

/**
 * Delivers two months and then one of them again, and follows them into the published table and the answers; everything
 * is held against the generator's own exact totals.
 */
final class CostsEndToEndCheck {
    private static final int ROWS = 6_000;
    /** The queries that are watched, each with its column of the bill's costs. */
    private static final Map<String, String> QUESTIONS = Map.of(
            "reserved-vs-on-demand", "total_cost", "data-transfer", "total_cost", "cost-by-tag", "unblended_cost");

    private final ReportDeliveries deliveries;
    private final ServiceJmxClient service;
    private final AthenaQuestion athena;
    private final YearMonth thisMonth;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    CostsEndToEndCheck(
            ReportDeliveries deliveries, ServiceJmxClient service, AthenaQuestion athena, YearMonth thisMonth) {
        this.deliveries = deliveries;
        this.service = service;
        this.athena = athena;
        this.thisMonth = thisMonth;
    }

    /** What lies in the bucket when the service starts: last month, whole but not final, and this month to date. */
    static Map<YearMonth, Delivery> firstDeliveries(ReportDeliveries deliveries, YearMonth thisMonth) {
        YearMonth lastMonth = thisMonth.minusMonths(1);
        Map<YearMonth, Delivery> first = new TreeMap<>();
        first.put(
                lastMonth,
                deliveries.deliver(report(lastMonth)
                        .withOddities(ReportOddities.NONE.withNastyTags().withDecoys())));
        first.put(
                thisMonth,
                deliveries.deliver(report(thisMonth)
                        .withVersion(ReportVersion.monthToDate(12))
                        .withOddities(ReportOddities.NONE.withDroppedColumns(20).withGzipMembers(5))));
        return first;
    }

    EndToEndResult watch(Map<YearMonth, Delivery> first, Patience patience) throws Exception {
        for (Map.Entry<YearMonth, Delivery> month : first.entrySet()) {
            published(month.getKey(), month.getValue(), patience);
        }
        YearMonth lastMonth = thisMonth.minusMonths(1);
        Delivery again = deliveries.deliver(report(lastMonth)
                .withVersion(ReportVersion.FULL_MONTH.redelivered(1).invoiced().refunded())
                .withOddities(ReportOddities.NONE.withNastyTags().withDecoys()));
        published(lastMonth, again, patience);
        Map<YearMonth, Delivery> current = new TreeMap<>(first);
        current.put(lastMonth, again);
        answered(current, patience);
        return new EndToEndResult("costs", wrong, lines);
    }

    private static CostReportSpec report(YearMonth month) {
        return CostReportSpec.of("hourly", month).withBucket(StandIns.REPORTS).withRows(ROWS);
    }

    /** Waits until the month's current version is this delivery; then the service's and Trino's totals must be its. */
    private void published(YearMonth month, Delivery delivery, Patience patience) throws Exception {
        CompositeData shown = patience.until(
                () -> month(month), seen -> seen.get("assemblyId").equals(delivery.assemblyId()));
        ControlTotals totals = delivery.totals();
        expect(month + " current version", delivery.assemblyId(), shown.get("assemblyId"));
        expect(month + " rows", totals.rows(), shown.get("rows"));
        expectAmount(month + " cost", totals.unblendedCost(), new BigDecimal((String) shown.get("unblendedCost")));
        List<String> row = athena.row("SELECT count(*), sum(line_item_unblended_cost), sum(line_item_usage_amount)"
                + " FROM costs.cost_and_usage WHERE billing_period = '" + month + "'");
        expect(month + " rows in Athena", Long.toString(totals.rows()), row.get(0));
        expectAmount(month + " cost in Athena", totals.unblendedCost(), new BigDecimal(row.get(1)));
        expectAmount(month + " usage in Athena", totals.sum("line_item_usage_amount"), new BigDecimal(row.get(2)));
        lines.add("%s  %,d rows in = %s rows out, %s USD exactly, version %s"
                .formatted(
                        month,
                        totals.rows(),
                        shown.get("rows"),
                        new BigDecimal(row.get(1)).stripTrailingZeros().toPlainString(),
                        delivery.assemblyId()));
    }

    private CompositeData month(YearMonth month) throws Exception {
        CompositeData[] months =
                (CompositeData[]) service.attribute("dev.lamplighter:type=CostReports", "PublishedMonths");
        for (CompositeData shown : months) {
            if (shown.get("billingPeriod").equals(month.toString())) {
                return shown;
            }
        }
        throw new IllegalStateException(month + " is not published; last problem of the service: "
                + service.attribute("dev.lamplighter:type=CostReports", "LastProblem"));
    }

    private void answered(Map<YearMonth, Delivery> current, Patience patience) throws Exception {
        BigDecimal total = sum(current, ControlTotals::unblendedCost);
        Map<String, AnswerTable> answers = patience.until(
                this::answers,
                seen -> seen.keySet().containsAll(QUESTIONS.keySet())
                        && seen.entrySet().stream()
                                .allMatch(answer -> billed(answer.getKey(), answer.getValue())
                                                .compareTo(total)
                                        == 0));
        for (String question : new TreeSet<>(QUESTIONS.keySet())) {
            AnswerTable answer = answers.get(question);
            if (answer == null) {
                wrong.add(question + " was not answered");
                continue;
            }
            expectAmount(question + " " + QUESTIONS.get(question), total, billed(question, answer));
            lines.add(question);
            answer.lines(4).forEach(line -> lines.add("  " + line));
        }
        AnswerTable reserved = answers.get("reserved-vs-on-demand");
        if (reserved != null) {
            expectAmount("reserved cost", sum(current, ControlTotals::reservedCost), reserved.sum("reserved_cost"));
        }
        AnswerTable transfer = answers.get("data-transfer");
        if (transfer != null) {
            expectAmount(
                    "inbound data transfer",
                    transfers(current, ControlTotals.DataTransfer::in),
                    transfer.sum("inbound_cost"));
            expectAmount(
                    "outbound data transfer",
                    transfers(current, ControlTotals.DataTransfer::out),
                    transfer.sum("outbound_cost"));
        }
    }

    private Map<String, AnswerTable> answers() throws Exception {
        Map<String, AnswerTable> answers = new TreeMap<>();
        CompositeData[] kept = (CompositeData[]) service.attribute("dev.lamplighter:type=CostReports", "Answers");
        for (CompositeData answer : kept) {
            String question = (String) answer.get("query");
            if (QUESTIONS.containsKey(question)) {
                answers.put(question, AnswerTable.parse(Files.readString(Path.of((String) answer.get("path")))));
            }
        }
        return answers;
    }

    private static BigDecimal billed(String question, AnswerTable answer) {
        return answer.sum(QUESTIONS.getOrDefault(question, "total_cost"));
    }

    private static BigDecimal sum(
            Map<YearMonth, Delivery> current, java.util.function.Function<ControlTotals, BigDecimal> amount) {
        return current.values().stream()
                .map(delivery -> amount.apply(delivery.totals()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal transfers(
            Map<YearMonth, Delivery> current,
            java.util.function.Function<ControlTotals.DataTransfer, BigDecimal> amount) {
        return sum(
                current,
                totals -> totals.dataTransferByProduct().values().stream()
                        .map(amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private void expect(String what, Object expected, Object got) {
        if (!expected.equals(got)) {
            wrong.add(what + " should be " + expected + ", got " + got);
        }
    }

    private void expectAmount(String what, BigDecimal expected, BigDecimal got) {
        if (expected.compareTo(got) != 0) {
            wrong.add(what + " should be " + expected.toPlainString() + ", got " + got.toPlainString());
        }
    }
}
