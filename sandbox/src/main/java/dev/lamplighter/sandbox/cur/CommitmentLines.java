package dev.lamplighter.sandbox.cur;

import static dev.lamplighter.sandbox.cur.ProductCells.description;

import java.util.List;

/** Makes the lines of what was promised and is used hour by hour: reserved instances and a Savings Plan. */
final class CommitmentLines {
    static final List<LineItemTemplate> ALL = List.of(
            new LineItemTemplate(
                    "AmazonEC2",
                    "DiscountedUsage",
                    8,
                    CommitmentLines::reserved,
                    InstanceHourMeter.HOURS,
                    CommitmentLines::discounted),
            new LineItemTemplate(
                    "AmazonEC2",
                    "SavingsPlanCoveredUsage",
                    4,
                    ComputeLines.boxUsage("BoxUsage"),
                    InstanceHourMeter.HOURS,
                    CommitmentLines::covered),
            new LineItemTemplate(
                    "AmazonEC2",
                    "SavingsPlanNegation",
                    4,
                    ComputeLines.boxUsage("BoxUsage"),
                    InstanceHourMeter.HOURS,
                    CommitmentLines::negation),
            new LineItemTemplate(
                    "ComputeSavingsPlans",
                    "SavingsPlanRecurringFee",
                    0,
                    usageLocation -> "ComputeSP:1yrNoUpfront",
                    InstanceHourMeter.ONCE,
                    CommitmentLines::recurringFee));

    private static final long COVERED_PART_OF_ON_DEMAND = FixedPointDecimals.of("0.72");
    private static final long COMMITMENT = FixedPointDecimals.of("0.3618290804");
    private static final long USED_COMMITMENT = FixedPointDecimals.of("0.3365010448");
    private static final long HOURS_OF_MONTH = FixedPointDecimals.of("730");

    private CommitmentLines() {}

    private static String reserved(UsageLocation usageLocation) {
        return ReservedInstances.of(usageLocation).usageType("BoxUsage");
    }

    private static void discounted(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        ReservedInstances reservation = ReservedInstances.of(usageLocation);
        InstanceType type = reservation.type();
        ComputeLines.box(line, reservation.place(), occupant, type);
        ProductCells.price(line, FixedPointDecimals.of(type.hourlyUsd()), "Hrs", "Reserved");
        terms(line, reservation);
        long recurring = reservation.recurringRate();
        long amortized = reservation.amortizedRate();
        line.rate("lineItem/UnblendedRate", 0)
                .amount("lineItem/UnblendedCost", 0)
                .rate("lineItem/BlendedRate", recurring)
                .amountPerUsage("lineItem/BlendedCost", recurring)
                .amountPerUsage("reservation/EffectiveCost", recurring + amortized)
                .amountPerUsage("reservation/RecurringFeeForUsage", recurring)
                .amountPerUsage("reservation/AmortizedUpfrontCostForUsage", amortized);
        description(line, "Linux/UNIX (Amazon VPC), " + type.name() + " reserved instance applied");
    }

    /** What both the discounted hours and the monthly fee say about their reservation. */
    static void terms(LineDraft line, ReservedInstances reservation) {
        line.text("reservation/ReservationARN", reservation.arn(line.text("bill/PayerAccountId")))
                .text("pricing/LeaseContractLength", "1yr")
                .text("pricing/OfferingClass", "standard")
                .text("pricing/PurchaseOption", "Partial Upfront");
    }

    private static void covered(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        InstanceType type = usageLocation.instanceType();
        long onDemand = FixedPointDecimals.of(type.hourlyUsd());
        long planRate = FixedPointDecimals.multiply(onDemand, COVERED_PART_OF_ON_DEMAND);
        ComputeLines.box(line, usageLocation, occupant, type);
        ProductCells.onDemand(line, type.hourlyUsd(), "Hrs");
        plan(line);
        line.amount("savingsPlan/SavingsPlanRate", planRate)
                .amountPerUsage("savingsPlan/SavingsPlanEffectiveCost", planRate);
        description(line, "$" + type.hourlyUsd() + " per On Demand Linux " + type.name() + " Instance Hour");
    }

    /** Takes back what the covered line of the same instance and hour costs. */
    private static void negation(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        InstanceType type = usageLocation.instanceType();
        long onDemand = FixedPointDecimals.of(type.hourlyUsd());
        ProductCells.product(line, "AmazonEC2", "Amazon Elastic Compute Cloud", "Compute Instance", usageLocation);
        ProductCells.operation(line, "RunInstances");
        plan(line);
        line.rate("lineItem/UnblendedRate", onDemand)
                .amountPerUsage("lineItem/UnblendedCost", -onDemand)
                .amountPerUsage("lineItem/BlendedCost", -onDemand);
        description(
                line,
                "SavingsPlanNegation used by AccountId : " + occupant.account() + " and UsageSku : "
                        + line.text("product/sku"));
    }

    private static void recurringFee(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        String payer = line.text("bill/PayerAccountId");
        plan(line);
        line.text("lineItem/UsageAccountId", payer)
                .text("product/ProductName", "Savings Plans for AWS Compute usage")
                .rate("lineItem/UnblendedRate", COMMITMENT)
                .amount("lineItem/UnblendedCost", COMMITMENT)
                .rate("lineItem/BlendedRate", COMMITMENT)
                .amount("lineItem/BlendedCost", COMMITMENT)
                .amount("savingsPlan/TotalCommitmentToDate", COMMITMENT)
                .amount("savingsPlan/UsedCommitment", USED_COMMITMENT)
                .amount(
                        "savingsPlan/RecurringCommitmentForBillingPeriod",
                        FixedPointDecimals.multiply(COMMITMENT, HOURS_OF_MONTH));
        description(line, "1 year, No Upfront Compute Savings Plan, $0.3618290804/hour commitment");
    }

    private static void plan(LineDraft line) {
        line.text(
                        "savingsPlan/SavingsPlanARN",
                        "arn:aws:savingsplans::" + line.text("bill/PayerAccountId")
                                + ":savingsplan/3e7f61ac-415f-4131-8c28-73b2a1634fc4")
                .text("savingsPlan/OfferingType", "ComputeSavingsPlans")
                .text("savingsPlan/PaymentOption", "No Upfront")
                .text("savingsPlan/PurchaseTerm", "1yr");
    }
}
