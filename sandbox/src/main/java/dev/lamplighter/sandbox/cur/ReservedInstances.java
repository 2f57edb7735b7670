package dev.lamplighter.sandbox.cur;

import java.util.List;

/**
 * Describes a reservation of some instances for a year, half paid upfront. Each hour of each of its instances costs the recurring
 * rate, used or not, and its part of the upfront fee; each at three tenths of the price on demand.
 */
record ReservedInstances(Region region, InstanceType type, int instances) {
    static final List<ReservedInstances> ALL = List.of(
            new ReservedInstances(Region.ALL.get(0), InstanceType.ALL.get(1), 2),
            new ReservedInstances(Region.ALL.get(0), InstanceType.ALL.get(3), 1),
            new ReservedInstances(Region.ALL.get(2), InstanceType.ALL.get(4), 1));

    private static final long PART_OF_ON_DEMAND = FixedPointDecimals.of("0.3");

    /** The one that serves an instance's hours at a place. */
    static ReservedInstances of(UsageLocation usageLocation) {
        return new Seed(1)
                .and(usageLocation.region().code())
                .and(usageLocation.instanceType().name())
                .pick(ALL);
    }

    UsageLocation place() {
        return new UsageLocation(region, region, type);
    }

    String usageType(String kind) {
        return region.usageType(kind + ":" + type.name());
    }

    String arn(String payer) {
        return "arn:aws:ec2:" + region.code() + ":" + payer + ":reserved-instances/"
                + new Seed(2).and(type.name()).hex(8) + "-4b1c-4c5e-9d0f-"
                + new Seed(3).and(type.name()).hex(12);
    }

    /** Recurring fee of an hour of one instance. */
    long recurringRate() {
        return FixedPointDecimals.multiply(FixedPointDecimals.of(type.hourlyUsd()), PART_OF_ON_DEMAND);
    }

    /** Part of the upfront fee that falls on an hour of one instance. */
    long amortizedRate() {
        return recurringRate();
    }
}
