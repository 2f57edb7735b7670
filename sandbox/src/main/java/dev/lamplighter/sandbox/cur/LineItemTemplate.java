package dev.lamplighter.sandbox.cur;

import java.util.function.Function;

/**
 * Describes one kind of hourly line.
 *
 * @param weight how many of the lines of an hour are of this kind, against the other weights; 0 for one line at most
 * @param usageType what lineItem/UsageType is, depending on the place
 * @param drafting what else its cells hold
 */
record LineItemTemplate(
        String productCode,
        String lineItemType,
        int weight,
        Function<UsageLocation, String> usageType,
        InstanceHourMeter meter,
        Drafting drafting) {
    /**
     * Shapes of the same family have the same occupants and the same usage: a SavingsPlanNegation takes back exactly what
     * the SavingsPlanCoveredUsage beside it costs.
     */
    String family() {
        String type = lineItemType.equals("SavingsPlanNegation") ? "SavingsPlanCoveredUsage" : lineItemType;
        return productCode + " " + type + " " + usageType.apply(UsageLocation.of(new Seed(0)));
    }

    /** Fills the cells that set a kind of line apart. */
    @FunctionalInterface
    interface Drafting {
        void draft(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant);
    }
}
