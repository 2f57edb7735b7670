package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

    /** Of 16 units that ran, 8 are reserved and 2 are a plan's; 6 cost 30 on demand, and 4 of 12 that were bought nobody used. */
    @Test
    void coverageTellsWhatIsPaidOnDemandAndWhatReservationsLost() throws IOException {
        LakePublishing at = new LakePublishing(SandboxLake.shared(), state.dataSource(), "coverage", "small");
        at.deliverSmall(
                "a1",
                "lineItem/ProductCode,lineItem/UsageType,lineItem/LineItemType,lineItem/CurrencyCode,"
                        + "product/instanceType,product/region,lineItem/NormalizedUsageAmount,lineItem/UnblendedCost,"
                        + "reservation/UnusedNormalizedUnitQuantity,reservation/EffectiveCost,"
                        + "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod,reservation/UnusedRecurringFee,"
                        + "reservation/ReservationARN,savingsPlan/SavingsPlanEffectiveCost",
                "AmazonEC2,BoxUsage:m5.large,Usage,USD,m5.large,us-east-1,4,20,,,,,,",
                "AmazonEC2,EUC1-BoxUsage:c5.large,Usage,USD,c5.large,eu-central-1,2,10,,,,,,",
                "AmazonEC2,BoxUsage:m5.large,DiscountedUsage,USD,m5.large,us-east-1,8,0,,6,,,ri,",
                "AmazonEC2,BoxUsage:m5.large,SavingsPlanCoveredUsage,USD,m5.large,us-east-1,2,9,,,,,,5",
                "AmazonEC2,HeavyUsage:m5.large,RIFee,USD,m5.large,us-east-1,12,12,4,,1.5,2.25,ri,",
                "AmazonEC2,EBS:VolumeUsage,Usage,USD,,us-east-1,0,99,,,,,,",
                "AmazonRDS,InstanceUsage:db.m5.large,Usage,USD,db.m5.large,us-east-1,4,99,,,,,,");
        assertThat(at.publish()).hasSize(1);

        List<Map<String, String>> answer = at.ask("commitment-coverage", "2026-09");

        assertThat(answer)
                .extracting(row -> row.get("instance_family") + " " + row.get("region") + " " + row.get("advice"))
                .containsExactly("* * consider more", "m5 us-east-1 below target", "c5 eu-central-1 consider more");
        Map<String, String> whole = answer.get(0);
        expect(whole, "used_units", "16");
        expect(whole, "total_coverage", "62.5"); // (8 + 2) / 16
        expect(whole, "on_demand_cost", "30");
        expect(whole, "unused_units", "4");
        expect(whole, "unused_cost", "3.75"); // 1.5 + 2.25
        assertThat(Double.parseDouble(whole.getOrDefault("reserved_utilisation", "")))
                .isCloseTo(200 / 3.0, within(1e-9));
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
