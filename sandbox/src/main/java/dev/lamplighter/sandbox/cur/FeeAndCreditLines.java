package dev.lamplighter.sandbox.cur;

import static dev.lamplighter.sandbox.cur.ProductCells.description;

import java.util.ArrayList;
import java.util.List;

/** Makes fees, taxes, credits and refunds: few lines, much of the bill. */
final class FeeAndCreditLines {
    private static final List<String> TAXED =
            List.of("AWSDataTransfer", "AWSLambda", "AmazonEC2", "AmazonRDS", "AmazonS3");
    private static final int CREDITS = 3;
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
        lines.add(new MonthlyLine("upfront", false, this::upfrontFee));
        for (ReservedInstances reservation : ReservedInstances.ALL) {
            String name = "reservation " + reservation.usageType("HeavyUsage");
            lines.add(new MonthlyLine(name, false, line -> recurringFee(line, reservation)));
        }
        lines.add(new MonthlyLine("support", true, this::supportFee));
        for (String product : TAXED) {
            lines.add(new MonthlyLine("tax " + product, true, line -> tax(line, product)));
        }
        for (int i = 0; i < CREDITS; i++) {
            Seed credit = seed.and("credit").and(i);
            lines.add(new MonthlyLine("credit " + i, true, line -> credit(line, credit)));
        }
        lines.add(new MonthlyLine("refund", true, this::refund));
        return List.copyOf(lines);
    }

    /** The one line that comes after the invoice. */
    MonthlyLine lateRefund() {
        return new MonthlyLine("late refund", true, line -> {
            charge(line, "Refund", "AmazonS3", FixedPointDecimals.of("-12.34"));
            line.text("bill/BillType", "Refund").text("product/ProductName", "Amazon Simple Storage Service");
            description(line, "Refund after finalisation, case 987");
        });
    }

    private void upfrontFee(LineDraft line) {
        ReservedInstances reservation = ReservedInstances.ALL.get(0);
        charge(line, "Fee", "AmazonEC2", FixedPointDecimals.of("2630"));
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

    private void tax(LineDraft line, String product) {
        charge(line, "Tax", product, seed.and(product).amount("90"));
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

    private static void charge(LineDraft line, String type, String product, long cost) {
        line.text("lineItem/LineItemType", type)
                .text("lineItem/ProductCode", product)
                .text("lineItem/UsageAccountId", line.text("bill/PayerAccountId"))
                .amount("lineItem/UsageAmount", FixedPointDecimals.ONE)
                .amount("lineItem/UnblendedCost", cost)
                .amount("lineItem/BlendedCost", cost);
    }
}
