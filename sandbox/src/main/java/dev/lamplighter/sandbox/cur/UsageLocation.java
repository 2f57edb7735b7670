package dev.lamplighter.sandbox.cur;

import java.util.ArrayList;
import java.util.List;

/**
 * Says where something is used, and on what.
 *
 * @param peer the region at the other end of a transfer, never the same
 */
record UsageLocation(Region region, Region peer, InstanceType instanceType) {
    static UsageLocation of(Seed seed) {
        Region region = seed.and("region").pick(Region.ALL);
        List<Region> others = new ArrayList<>(Region.ALL);
        others.remove(region);
        return new UsageLocation(
                region, seed.and("peer").pick(others), seed.and("instance type").pick(InstanceType.ALL));
    }
}
