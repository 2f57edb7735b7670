package dev.lamplighter.sandbox.cur;

import static dev.lamplighter.sandbox.cur.ProductCells.description;

import java.util.ArrayList;
import java.util.List;

/** Makes fees, taxes, credits, refunds and a late correction of the month before: few lines, much of the bill. */
final class FeeAndCreditLines {
    private static final List<String> TAXED =
            List.of("AWSDataTransfer", "AWSLambda", "AmazonEC2", "AmazonRDS", "AmazonS3");
    private static final int CREDITS = 3;
    private static final int FIRST_CREDIT = 6;
    private static final int DAYS_BETWEEN_CREDITS = 9;
    private static final long USED_PART = FixedPointDecimals.of("0.9");

    private final CostReportSpec spec;
    private final Seed seed;

    FeeAndCreditLines(CostReportSpec spec) {
        this.spec = spec;
        seed = new Seed(spec.seed()).and("monthly").and(spec.billingMonth().toString());
    }

    /** Every month has these; their number never changes. */
    List<MonthlyLine> all() {
        List<MonthlyLine> lines = new ArrayList<>();
        lines.add(MonthlyLine.fromTheFirst("upfront", this::upfrontFee));
        for (ReservedInstances reservation : ReservedInstances.ALL) {
            String name = "reservation " + reservation.usageType("HeavyUsage");
            lines.add(MonthlyLine.fromTheFirst(name, line -> recurringFee(line, reservation)));
        }
        lines.add(MonthlyLine.fromTheFirst("support", this::supportFee));
        for (String product : TAXED) {
            lines.add(MonthlyLine.fromTheFirst("tax " + product, line -> tax(line, product)));
        }
        for (int i = 0; i < CREDITS; i++) {
            Seed credit = seed.and("credit").and(i);
            int day = FIRST_CREDIT + i * DAYS_BETWEEN_CREDITS;
            lines.add(MonthlyLine.ofDay("credit " + i, day, line -> credit(line, credit)));
        }
        lines.add(MonthlyLine.ofDay("refund", 9, this::refund));
        lines.add(MonthlyLine.ofDay("tax refund", 11, this::taxRefund));
        lines.add(new MonthlyLine("correction", 4, -14, this::correction));
        return List.copyOf(lines);
    }

    /** The one line that comes after the invoice. */
    MonthlyLine lateRefund() {
        return MonthlyLine.atMonthEnd("late refund", line -> {
            charge(line, "Refund", "AmazonS3", FixedPointDecimals.of("-12.34"));
            line.text("bill/BillType", "Refund").text("product/ProductName", "Amazon Simple Storage Service");
            description(line, "Refund after finalisation, case 987");
        });
    }

    private void upfrontFee(LineDraft line) {
        ReservedInstances reservation = ReservedInstances.ALL.get(0);
        charge(line, "Fee", "AmazonEC2", FixedPointDecimals.of("263"));
        line.text("bill/BillType", "Purchase")
                .text("lineItem/UsageType", reservation.usageType("HeavyUsage"))
                .text("product/ProductName", "Amazon Elastic Compute Cloud")
                .text("reservation/ReservationARN", reservation.arn(line.text("bill/PayerAccountId")));
        description(line, "Sign up charge for subscription: 1650112575, planId: 2080301");
    }

    private void supportFee(LineDraft line) {
        charge(line, "Fee", "AWSSupportBusiness", FixedPointDecimals.of("100"));
        line.text("product/ProductName", "AWS Support (Business)").text("product/productFamily", "Support");
        description(line, "AWS Support (Business), minimum monthly charge");
    }

    private void recurringFee(LineDraft line, ReservedInstances reservation) {
        long hours = spec.hoursOfMonth() * (long) reservation.instances() * FixedPointDecimals.ONE;
        long unused = hours - FixedPointDecimals.multiply(hours, USED_PART);
        long recurring = reservation.recurringRate();
        long normalization = FixedPointDecimals.of(reservation.type().normalization());
        charge(line, "RIFee", "AmazonEC2", FixedPointDecimals.multiply(hours, recurring));
        line.text("lineItem/UsageType", reservation.usageType("HeavyUsage"))
                .text("lineItem/Operation", "RunInstances")
                .rate("lineItem/UnblendedRate", recurring)
                .amount("lineItem/UsageAmount", hours)
                .amount("lineItem/NormalizationFactor", normalization)
                .amount("lineItem/NormalizedUsageAmount", FixedPointDecimals.multiply(hours, normalization));
        ProductCells.product(
                line, "AmazonEC2", "Amazon Elastic Compute Cloud", "Compute Instance", reservation.place());
        CommitmentLines.terms(line, reservation);
        fees(line, reservation, hours, unused);
        description(
                line,
                "USD "
                        + FixedPointDecimals.toBigDecimal(recurring)
                                .stripTrailingZeros()
                                .toPlainString()
                        + " hourly fee per Linux/UNIX (Amazon VPC), "
                        + reservation.type().name() + " instance");
    }

    private void fees(LineDraft line, ReservedInstances reservation, long hours, long unused) {
        long normalization = FixedPointDecimals.of(reservation.type().normalization());
        long amortized = reservation.amortizedRate();
        String dateEnd = spec.format().style().dateEnd();
        line.text("reservation/StartTime", spec.billingMonth().minusMonths(4) + "-03T10:15:00" + dateEnd)
                .text("reservation/EndTime", spec.billingMonth().plusMonths(8) + "-03T10:14:59" + dateEnd)
                .text("reservation/ModificationStatus", "Original")
                .text("reservation/NumberOfReservations", Integer.toString(reservation.instances()))
                .text("reservation/UnitsPerReservation", Integer.toString(spec.hoursOfMonth()))
                .text("reservation/TotalReservedUnits", Integer.toString(spec.hoursOfMonth() * reservation.instances()))
                .amount(
                        "reservation/AmortizedUpfrontFeeForBillingPeriod",
                        FixedPointDecimals.multiply(hours, amortized))
                .amount("reservation/UnusedQuantity", unused)
                .amount("reservation/UnusedNormalizedUnitQuantity", FixedPointDecimals.multiply(unused, normalization))
                .amount(
                        "reservation/UnusedRecurringFee",
                        FixedPointDecimals.multiply(unused, reservation.recurringRate()))
                .amount(
                        "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod",
                        FixedPointDecimals.multiply(unused, amortized));
    }

    /** Grows with the month, as AWS estimates it. */
    private void tax(LineDraft line, String product) {
        long ofMonth = seed.and(product).amount("15");
        charge(line, "Tax", product, ofMonth / spec.hoursOfMonth() * spec.hours());
        line.text("lineItem/TaxType", "VAT")
                .text("product/ProductName", product)
                .text("lineItem/UsageAccountId", seed.and(product).pick(spec.accounts()));
        description(line, "Tax for product code " + product);
    }

    private void credit(LineDraft line, Seed credit) {
        charge(line, "Credit", "AmazonEC2", -credit.amount("30"));
        line.text("lineItem/UsageType", "BoxUsage:m5.large")
                .text("lineItem/UsageAccountId", credit.pick(spec.accounts()))
                .text("product/ProductName", "Amazon Elastic Compute Cloud")
                .amount("lineItem/UsageAmount", 0);
        description(line, "AWS Activate Credits, promo " + credit.hex(6) + "; valid to 2027");
    }

    private void refund(LineDraft line) {
        charge(line, "Refund", "AmazonEC2", FixedPointDecimals.of("-12.3400000001"));
        line.text("bill/BillType", "Refund").text("product/ProductName", "Amazon Elastic Compute Cloud");
        description(line, "Refund for \"EC2 SLA\", case 1234567890");
    }

    /** AWS gives a tax back as a tax below zero. */
    private void taxRefund(LineDraft line) {
        charge(line, "Tax", "AmazonEC2", -seed.and("tax refund").amount("20"));
        line.text("bill/BillType", "Refund")
                .text("lineItem/TaxType", "VAT")
                .text("product/ProductName", "Amazon Elastic Compute Cloud");
        description(line, "Tax refund for product code AmazonEC2, exemption recognised later");
    }

    /** Usage of a day of the month before that was billed too high, taken back in this month's report. */
    private void correction(LineDraft line) {
        Region region = Region.ALL.get(0);
        ResourceOwner owner = ResourceOwner.of(seed.and("correction"), spec.accounts());
        long gigabytes = FixedPointDecimals.of("-120");
        long cost = FixedPointDecimals.multiply(gigabytes, FixedPointDecimals.of("0.09"));
        line.text("lineItem/LineItemType", "Usage")
                .text("lineItem/ProductCode", "AmazonEC2")
                .text("lineItem/UsageType", region.usageType("DataTransfer-Out-Bytes"))
                .text("lineItem/UsageAccountId", owner.account());
        TransferLines.outbound(line, new UsageLocation(region, region, InstanceType.ALL.get(0)), owner);
        line.amount("lineItem/UsageAmount", gigabytes)
                .amount("lineItem/UnblendedCost", cost)
                .amount("lineItem/BlendedCost", cost)
                .amount("pricing/publicOnDemandCost", cost);
    }

    private static void charge(LineDraft line, String type, String product, long cost) {
        line.text("lineItem/LineItemType", type)
                .text("lineItem/ProductCode", product)
                .text("lineItem/UsageAccountId", line.text("bill/PayerAccountId"))
                .amount("lineItem/UsageAmount", FixedPointDecimals.ONE)
                .amount("lineItem/UnblendedCost", cost)
                .amount("lineItem/BlendedCost", cost);
    }
}
