package dev.lamplighter.cost.query;

import dev.lamplighter.cost.Gzip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * September and twelve days of October 2026 of one account: a machine of 10 USD a day, reservations, savings plans, and every way in
 * which AWS gives money back. The same charges as a legacy report and as CUR 2.0, others of the kind as FOCUS.
 */
final class RefundedReport {
    static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    static final LocalDate TODAY = LocalDate.of(2026, 10, 13);

    /** What is told of each charge: header of legacy reports, name and type in CUR 2.0. */
    private static final List<String> CUR = List.of(
            "lineItem/LineItemType,line_item_line_item_type,string",
            "lineItem/ProductCode,line_item_product_code,string",
            "lineItem/UsageType,line_item_usage_type,string",
            "lineItem/UsageAccountId,line_item_usage_account_id,string",
            "lineItem/ResourceId,line_item_resource_id,string",
            "lineItem/CurrencyCode,line_item_currency_code,string",
            "lineItem/UsageStartDate,line_item_usage_start_date,timestamp_milliseconds",
            "lineItem/UsageEndDate,line_item_usage_end_date,timestamp_milliseconds",
            "lineItem/UsageAmount,line_item_usage_amount,double",
            "lineItem/NormalizedUsageAmount,line_item_normalized_usage_amount,double",
            "lineItem/UnblendedCost,line_item_unblended_cost,double",
            "product/instanceType,product_instance_type,string",
            "product/region,product_region_code,string",
            "reservation/ReservationARN,reservation_reservation_a_r_n,string",
            "reservation/EndTime,reservation_end_time,string",
            "reservation/EffectiveCost,reservation_effective_cost,double",
            "reservation/AmortizedUpfrontCostForUsage,reservation_amortized_upfront_cost_for_usage,double",
            "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod,"
                    + "reservation_unused_amortized_upfront_fee_for_billing_period,double",
            "reservation/UnusedRecurringFee,reservation_unused_recurring_fee,double",
            "reservation/UnusedNormalizedUnitQuantity,reservation_unused_normalized_unit_quantity,double",
            "savingsPlan/SavingsPlanARN,savings_plan_savings_plan_a_r_n,string",
            "savingsPlan/EndTime,savings_plan_end_time,string",
            "savingsPlan/SavingsPlanEffectiveCost,savings_plan_savings_plan_effective_cost,double",
            "savingsPlan/TotalCommitmentToDate,savings_plan_total_commitment_to_date,double",
            "savingsPlan/UsedCommitment,savings_plan_used_commitment,double",
            "savingsPlan/AmortizedUpfrontCommitmentForBillingPeriod,"
                    + "savings_plan_amortized_upfront_commitment_for_billing_period,double",
            "resourceTags/user:customersegment,resource_tags,map <string, string>");

    private static final List<String> FOCUS = List.of(
            "BilledCost,double",
            "BillingCurrency,string",
            "ChargeCategory,string",
            "ChargeClass,string",
            "ChargeFrequency,string",
            "ChargePeriodStart,timestamp_milliseconds",
            "ChargePeriodEnd,timestamp_milliseconds",
            "CommitmentDiscountCategory,string",
            "CommitmentDiscountId,string",
            "CommitmentDiscountStatus,string",
            "ConsumedQuantity,double",
            "EffectiveCost,double",
            "RegionId,string",
            "ResourceId,string",
            "ServiceName,string",
            "SubAccountId,string",
            "x_ServiceCode,string",
            "x_UsageType,string");

    /** Of the usage alone: days in order. */
    static Stream<LocalDate> days() {
        return SEPTEMBER.atDay(1).datesUntil(LocalDate.of(2026, 10, 13));
    }

    private final LakePublishing at;
    private final Path copies;

    /** @param copies a folder that gets what is delivered, by kind, as {@code 2026-09.csv} */
    RefundedReport(LakePublishing at, Path copies) {
        this.at = at;
        this.copies = copies;
    }

    void deliverLegacy() throws IOException {
        for (YearMonth month : List.of(SEPTEMBER, OCTOBER)) {
            List<String> headers = CUR.stream().map(column -> part(column, 0)).toList();
            List<String> rows = rows(headers, curCharges(month));
            at.deliverSmall(month, "a1", String.join(",", headers), rows.toArray(String[]::new));
            keep(month, headers, rows);
        }
    }

    void deliverCur2() throws IOException {
        for (YearMonth month : List.of(SEPTEMBER, OCTOBER)) {
            List<String> rows = rows(CUR.stream().map(column -> part(column, 0)).toList(), curCharges(month)).stream()
                    .map(row ->
                            row.substring(0, row.lastIndexOf(',') + 1) + tags(row.substring(row.lastIndexOf(',') + 1)))
                    .toList();
            export(
                    month,
                    "cur2",
                    CUR.stream()
                            .map(column -> column.substring(column.indexOf(',') + 1))
                            .toList(),
                    rows);
        }
    }

    private static String tags(String segment) {
        return segment.isEmpty() ? "{}" : "\"{\"\"user_customersegment\"\":\"\"" + segment + "\"\"}\"";
    }

    void deliverFocus() throws IOException {
        for (YearMonth month : List.of(SEPTEMBER, OCTOBER)) {
            List<String> names = FOCUS.stream().map(column -> part(column, 0)).toList();
            export(month, "focus", FOCUS, rows(names, focusCharges(month)));
        }
    }

    private void export(YearMonth month, String name, List<String> columns, List<String> rows) throws IOException {
        List<String> names = columns.stream().map(column -> part(column, 0)).toList();
        String place = "BILLING_PERIOD=" + month + "/" + name;
        String key = "cur/" + name + "/data/" + place + "-00001.csv.gz";
        at.write(key, Gzip.of(String.join(",", names) + "\n" + String.join("\n", rows) + "\n"));
        String typed = columns.stream()
                .map(column -> "{\"name\":\"" + column.replaceFirst(",", "\",\"type\":\"") + "\"}")
                .collect(Collectors.joining(","));
        at.write(
                "cur/" + name + "/metadata/" + place + "-Manifest.json",
                ("{\"executionId\":\"run-1\",\"columns\":[" + typed + "],\"dataFiles\":[\"s3://elsewhere/" + key
                                + "\"]}")
                        .getBytes(StandardCharsets.UTF_8));
        keep(month, names, rows);
    }

    private void keep(YearMonth month, List<String> headers, List<String> rows) throws IOException {
        Files.writeString(
                copies.resolve(month + ".csv"), String.join(",", headers) + "\n" + String.join("\n", rows) + "\n");
    }

    private static String part(String column, int place) {
        return column.split(",", -1)[place];
    }

    /** @param charges each {@code name=value} by spaces, of which a name is the last part of a header */
    private static List<String> rows(List<String> headers, List<String> charges) {
        List<String> rows = new ArrayList<>();
        for (String charge : charges) {
            Map<String, String> values = new LinkedHashMap<>();
            for (String value : charge.strip().split(" +", -1)) {
                String[] pair = value.split("=", 2);
                values.put(pair[0], pair[1]);
            }
            rows.add(headers.stream()
                    .map(header -> values.entrySet().stream()
                            .filter(value -> header.replaceFirst(".*[/:]", "").equals(value.getKey()))
                            .map(Map.Entry::getValue)
                            .collect(Collectors.joining()))
                    .collect(Collectors.joining(",")));
        }
        return rows;
    }

    private static List<String> curCharges(YearMonth month) {
        List<String> charges = new ArrayList<>();
        days().filter(day -> YearMonth.from(day).equals(month))
                .forEach(day -> charges.add(cur(
                        day,
                        "LineItemType=Usage ProductCode=AmazonEC2 UsageType=BoxUsage:m5.large"
                                + " ResourceId=i-1 UnblendedCost=10 UsageAmount=24"
                                + " NormalizedUsageAmount=96 instanceType=m5.large region=us-east-1"
                                + " customersegment=red")));
        String text = month.equals(SEPTEMBER) ? CUR_SEPTEMBER : CUR_OCTOBER;
        text.lines().forEach(line -> charges.add(cur(LocalDate.parse(line.substring(0, 10)), line.substring(10))));
        return charges;
    }

    private static String cur(LocalDate day, String charge) {
        return "UsageAccountId=1 CurrencyCode=USD UsageStartDate=" + day + "T00:00:00Z UsageEndDate=" + day.plusDays(1)
                + "T00:00:00Z " + charge.strip();
    }

    /** AWS's words for line items; all that is given back is less than zero. */
    private static final String CUR_SEPTEMBER = """
        2026-09-01 LineItemType=Fee ProductCode=AmazonEC2 UnblendedCost=1000 ReservationARN=ri
        2026-09-01 LineItemType=SavingsPlanUpfrontFee ProductCode=ComputeSavingsPlans UnblendedCost=600 SavingsPlanARN=sp
        2026-09-01 LineItemType=Fee ProductCode=AWSSupportBusiness UnblendedCost=100 UsageEndDate=2026-10-01T00:00:00Z
        2026-09-02 LineItemType=DiscountedUsage ProductCode=AmazonEC2 UsageType=BoxUsage:m5.large ResourceId=i-2 UnblendedCost=0 NormalizedUsageAmount=8 instanceType=m5.large region=us-east-1 ReservationARN=ri EndTime=2026-10-31T23:59:59.000Z EffectiveCost=6.5 AmortizedUpfrontCostForUsage=4.5 customersegment=blue
        2026-09-02 LineItemType=RIFee ProductCode=AmazonEC2 UsageType=HeavyUsage:m5.large UnblendedCost=20 NormalizedUsageAmount=12 instanceType=m5.large region=us-east-1 ReservationARN=ri EndTime=2026-10-31T23:59:59.000Z UnusedAmortizedUpfrontFeeForBillingPeriod=1.5 UnusedRecurringFee=2.25 UnusedNormalizedUnitQuantity=4
        2026-09-03 LineItemType=SavingsPlanCoveredUsage ProductCode=AmazonEC2 UsageType=BoxUsage:c5.large ResourceId=i-3 UnblendedCost=9 NormalizedUsageAmount=4 instanceType=c5.large region=eu-west-1 SavingsPlanARN=sp SavingsPlanEffectiveCost=5.25 customersegment=red
        2026-09-03 LineItemType=SavingsPlanNegation ProductCode=AmazonEC2 UsageType=BoxUsage:c5.large UnblendedCost=-9 SavingsPlanARN=sp customersegment=red
        2026-09-03 LineItemType=SavingsPlanRecurringFee ProductCode=ComputeSavingsPlans UnblendedCost=4 SavingsPlanARN=sp TotalCommitmentToDate=8 UsedCommitment=5.25 AmortizedUpfrontCommitmentForBillingPeriod=4
        2026-09-20 LineItemType=Refund ProductCode=AmazonEC2 UsageType=BoxUsage:m5.large ResourceId=i-1 UnblendedCost=-500 instanceType=m5.large region=us-east-1 customersegment=red
        2026-09-21 LineItemType=Refund ProductCode=AmazonEC2 UnblendedCost=-250 ReservationARN=ri
        2026-09-22 LineItemType=Refund ProductCode=ComputeSavingsPlans UnblendedCost=-60 SavingsPlanARN=sp
        2026-09-23 LineItemType=Credit ProductCode=AmazonEC2 UsageType=BoxUsage:c5.large ResourceId=i-3 UnblendedCost=-3.3333333333 customersegment=red
        2026-09-24 LineItemType=Usage ProductCode=AmazonEC2 UsageType=DataTransfer-Out-Bytes ResourceId=i-1 UnblendedCost=7 UsageAmount=80 region=us-east-1
        2026-09-24 LineItemType=Refund ProductCode=AmazonEC2 UsageType=DataTransfer-Out-Bytes ResourceId=i-1 UnblendedCost=-2 region=us-east-1
        2026-09-25 LineItemType=Usage ProductCode=AmazonVPC UsageType=PublicIPv4:IdleAddress ResourceId=eipalloc-1 UnblendedCost=1.2 UsageAmount=240 region=us-east-1
        2026-09-25 LineItemType=Credit ProductCode=AmazonVPC UsageType=PublicIPv4:IdleAddress ResourceId=eipalloc-1 UnblendedCost=-0.7 region=us-east-1
        2026-09-26 LineItemType=EdpDiscount ProductCode=AmazonEC2 UsageType=BoxUsage:m5.large ResourceId=i-1 UnblendedCost=-0.0000000001 customersegment=red
        2026-09-26 LineItemType=BundledDiscount ProductCode=AmazonEC2 UnblendedCost=-1.5
        2026-09-27 LineItemType=Usage ProductCode=AmazonEC2 UsageType=BoxUsage:m5.large CurrencyCode=CNY UnblendedCost=70 NormalizedUsageAmount=4 instanceType=m5.large region=cn-north-1
        2026-09-27 LineItemType=Refund ProductCode=AmazonEC2 UsageType=BoxUsage:m5.large CurrencyCode=CNY UnblendedCost=-80 region=cn-north-1
        2026-09-30 LineItemType=Tax ProductCode=AmazonEC2 UnblendedCost=60
        """;

    /** Late usage of September and of August, which lies before the first month; and a tax of half a year given back. */
    private static final String CUR_OCTOBER = """
        2026-09-15 LineItemType=Usage ProductCode=AmazonEC2 UsageType=BoxUsage:m5.large ResourceId=i-1 UnblendedCost=-9 NormalizedUsageAmount=-86 instanceType=m5.large region=us-east-1 customersegment=red
        2026-08-01 LineItemType=Usage ProductCode=AmazonEC2 UsageType=BoxUsage:m5.large UnblendedCost=-300 instanceType=m5.large region=us-east-1
        2026-10-05 LineItemType=Refund ProductCode=AmazonEC2 UsageType=BoxUsage:m5.large ResourceId=i-1 UnblendedCost=-5 instanceType=m5.large region=us-east-1 customersegment=red
        2026-10-06 LineItemType=Credit ProductCode=AWSSupportBusiness UnblendedCost=-100
        2026-10-12 LineItemType=Tax ProductCode=AmazonEC2 UnblendedCost=24
        2026-10-12 LineItemType=Tax ProductCode=AmazonEC2 UnblendedCost=-1000
        2026-10-12 LineItemType=Refund ProductCode=AmazonS3 UnblendedCost=-40
        2026-10-31 LineItemType=RIFee ProductCode=AmazonEC2 UsageType=HeavyUsage:m5.large UnblendedCost=20 instanceType=m5.large region=us-east-1 ReservationARN=ri EndTime=2026-10-31T23:59:59.000Z UnusedAmortizedUpfrontFeeForBillingPeriod=3.5
        """;

    private static List<String> focusCharges(YearMonth month) {
        List<String> charges = new ArrayList<>();
        days().filter(day -> YearMonth.from(day).equals(month))
                .forEach(day -> charges.add(focus(
                        day,
                        "ChargeCategory=Usage ChargeFrequency=Usage-Based x_UsageType=BoxUsage:m5.large ResourceId=i-1"
                                + " BilledCost=10 EffectiveCost=10 ConsumedQuantity=24")));
        String text = month.equals(SEPTEMBER) ? FOCUS_SEPTEMBER : FOCUS_OCTOBER;
        text.lines().forEach(line -> charges.add(focus(LocalDate.parse(line.substring(0, 10)), line.substring(10))));
        return charges;
    }

    private static String focus(LocalDate day, String charge) {
        return "BillingCurrency=USD SubAccountId=1 RegionId=us-east-1 x_ServiceCode=AmazonEC2 ServiceName=EC2"
                + " ChargePeriodStart="
                + day + "T00:00:00Z ChargePeriodEnd=" + day.plusDays(1) + "T00:00:00Z " + charge.strip();
    }

    private static final String FOCUS_SEPTEMBER = """
        2026-09-01 ChargeCategory=Purchase ChargeFrequency=One-Time BilledCost=1000 EffectiveCost=0 CommitmentDiscountId=ri CommitmentDiscountCategory=Usage
        2026-09-01 ChargeCategory=Purchase ChargeFrequency=Recurring x_ServiceCode=AWSSupportBusiness BilledCost=100 EffectiveCost=100 ChargePeriodEnd=2026-10-01T00:00:00Z
        2026-09-02 ChargeCategory=Usage x_UsageType=BoxUsage:m5.large ResourceId=i-2 BilledCost=0 EffectiveCost=6.5 CommitmentDiscountId=ri CommitmentDiscountCategory=Usage CommitmentDiscountStatus=Used
        2026-09-02 ChargeCategory=Usage x_UsageType=HeavyUsage:m5.large BilledCost=0 EffectiveCost=3.75 CommitmentDiscountId=ri CommitmentDiscountCategory=Usage CommitmentDiscountStatus=Unused
        2026-09-03 ChargeCategory=Usage x_UsageType=BoxUsage:c5.large BilledCost=0 EffectiveCost=5.25 CommitmentDiscountId=sp CommitmentDiscountCategory=Spend CommitmentDiscountStatus=Used
        2026-09-20 ChargeCategory=Adjustment x_UsageType=BoxUsage:m5.large ResourceId=i-1 BilledCost=-500 EffectiveCost=-500
        2026-09-21 ChargeCategory=Purchase ChargeClass=Correction BilledCost=-250 EffectiveCost=-0.5 CommitmentDiscountId=ri CommitmentDiscountCategory=Usage
        2026-09-22 ChargeCategory=Credit BilledCost=-60 EffectiveCost=-60
        2026-09-24 ChargeCategory=Usage x_UsageType=DataTransfer-Out-Bytes ResourceId=i-1 BilledCost=7 EffectiveCost=7
        2026-09-24 ChargeCategory=Usage ChargeClass=Correction x_UsageType=DataTransfer-Out-Bytes ResourceId=i-1 BilledCost=-2 EffectiveCost=-2
        2026-09-27 ChargeCategory=Usage x_UsageType=BoxUsage:m5.large BilledCost=70 EffectiveCost=70 BillingCurrency=CNY
        2026-09-27 ChargeCategory=Credit x_UsageType=BoxUsage:m5.large BilledCost=-80 EffectiveCost=-80.0000000001 BillingCurrency=CNY
        2026-09-30 ChargeCategory=Tax BilledCost=60 EffectiveCost=60
        """;

    private static final String FOCUS_OCTOBER = """
        2026-09-15 ChargeCategory=Usage ChargeClass=Correction x_UsageType=BoxUsage:m5.large ResourceId=i-1 BilledCost=-9 EffectiveCost=-9 ConsumedQuantity=-21.5
        2026-08-01 ChargeCategory=Usage ChargeClass=Correction x_UsageType=BoxUsage:m5.large BilledCost=-300 EffectiveCost=-300
        2026-10-05 ChargeCategory=Adjustment ChargeClass=Correction x_UsageType=BoxUsage:m5.large ResourceId=i-1 BilledCost=-5 EffectiveCost=-5
        2026-10-06 ChargeCategory=Credit BilledCost=-100 EffectiveCost=-100 x_ServiceCode=AWSSupportBusiness
        2026-10-12 ChargeCategory=Tax BilledCost=24 EffectiveCost=24
        2026-10-12 ChargeCategory=Tax ChargeClass=Correction BilledCost=-1000 EffectiveCost=-1000
        2026-10-12 ChargeCategory=Adjustment BilledCost=-40 EffectiveCost=-40 x_ServiceCode=AmazonS3
        """;
}
