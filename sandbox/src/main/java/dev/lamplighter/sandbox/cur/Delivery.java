package dev.lamplighter.sandbox.cur;

import java.util.List;

/**
 * Says what was delivered.
 *
 * @param manifestKey the top-level manifest, which is the last of the keys
 * @param assemblyId AWS's name of this version
 * @param keys every object, in the order of delivery: data files, decoys, assembly manifest, top-level manifest
 */
public record Delivery(String manifestKey, String assemblyId, List<String> keys, ControlTotals totals) {
    public Delivery {
        keys = List.copyOf(keys);
    }
}
