package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.sandbox.SandboxLake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the queries about commitments answer on a real engine, against numbers reckoned by hand. */
final class CommitmentAnswersIT {
    private final StateDatabase state = StateDatabase.inMemory();

    @AfterEach
    void close() {
        state.close();
    }

    private static void expect(Map<String, String> row, String column, String value) {
        assertThat(new BigDecimal(String.valueOf(row.get(column)))).as(column).isEqualByComparingTo(value);
    }

    @Test
    void whatSavingsPlansPromisedAndNobodyUsedIsLostInItsCurrency() throws IOException {
        LakePublishing at = new LakePublishing(SandboxLake.shared(), state.dataSource(), "unusedplans", "commitments");
        at.deliver(Path.of("src/test/resources/cur-samples/s5-commitments").toAbsolutePath());
        at.publish();

        List<Map<String, String>> answer = at.ask("savings-plan-utilisation", "2026-08", "2026-09");

        assertThat(answer)
                .extracting(row -> row.get("currency_code") + " " + row.get("savings_plan"))
                .containsExactly(
                        "USD *",
                        "CNY *",
                        "USD arn:aws:savingsplans::1:savingsplan/no",
                        "CNY arn:aws:savingsplans::1:savingsplan/cn",
                        "USD arn:aws:savingsplans::1:savingsplan/all");
        expect(answer.get(0), "commitment", "137"); // 130 + 7
        expect(answer.get(0), "unused_cost", "10.8765432109"); // 10 + (7 - 6.1234567891)
        expect(answer.get(1), "unused_cost", "1"); // 13 - 12
        assertThat(Double.parseDouble(answer.get(1).getOrDefault("utilisation", "")))
                .isEqualTo(100 * 12.0 / 13);
    }

    /** Ends in 30 days, in 31, today, and one that only a report of before names; the plan costs more in September. */
    @Test
    void commitmentsThatEndWithin30DaysAreToldWithWhatTheyCost() throws IOException {
        LakePublishing at = new LakePublishing(SandboxLake.shared(), state.dataSource(), "expiring", "small");
        String header = "lineItem/LineItemType,lineItem/CurrencyCode,lineItem/UnblendedCost,reservation/ReservationARN,"
                + "reservation/EndTime,reservation/EffectiveCost,savingsPlan/SavingsPlanARN,savingsPlan/EndTime,"
                + "savingsPlan/SavingsPlanEffectiveCost,savingsPlan/TotalCommitmentToDate,savingsPlan/UsedCommitment";
        String end30 = "2026-10-31T23:59:59.000Z";
        at.deliverSmall(
                YearMonth.of(2026, 8),
                "a1",
                header,
                "SavingsPlanCoveredUsage,USD,9,,,,plan-30," + end30 + ",5,,",
                "Usage,USD,100,,,,,,,,");
        at.deliverSmall(
                YearMonth.of(2026, 9),
                "a1",
                header,
                "SavingsPlanCoveredUsage,USD,20,,,,plan-30," + end30 + ",12.5,,",
                "SavingsPlanNegation,USD,-20,,,,plan-30," + end30 + ",,,",
                "SavingsPlanRecurringFee,USD,15,,,,plan-30," + end30 + ",,15,12.5",
                "SavingsPlanCoveredUsage,USD,7,,,,plan-31,2026-11-01T00:00:00.000Z,7,,",
                "DiscountedUsage,CNY,0,ri-0,,3.25,,,,,",
                "RIFee,CNY,0,ri-0,2026-10-01T10:00:00.000Z,,,,,,",
                "DiscountedUsage,USD,0,ri-gone,2026-09-30T23:59:59.000Z,3,,,,,",
                "DiscountedUsage,USD,0,ri-endless,,3,,,,,");
        assertThat(at.publish()).hasSize(2);

        List<Map<String, String>> answer = at.ask(
                "expiring-commitments",
                Map.of("first_month", "2026-08", "last_month", "2026-09", "today", "2026-10-01"));

        assertThat(answer)
                .extracting(row -> row.get("end_day") + " " + row.get("kind") + " " + row.get("commitment") + " "
                        + row.get("days_left") + " " + row.get("currency_code"))
                .containsExactly("2026-10-01 reservation ri-0 0 CNY", "2026-10-31 savings plan plan-30 30 USD");
        expect(answer.get(0), "month_cost", "3.25");
        expect(answer.get(1), "month_cost", "15"); // 12.5 used and 2.5 unused in September, more than 5 in August
    }
}
