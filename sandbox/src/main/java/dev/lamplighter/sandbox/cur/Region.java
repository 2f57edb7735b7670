package dev.lamplighter.sandbox.cur;

import java.util.List;

/**
 * Names one of AWS's regions as bills know it.
 *
 * @param billingCode what usage types between regions call it
 * @param usagePrefix what its own usage types begin with; nothing in us-east-1
 */
record Region(String code, String billingCode, String usagePrefix, String location) {
    static final List<Region> ALL = List.of(
            new Region("us-east-1", "USE1", "", "US East (N. Virginia)"),
            new Region("us-west-2", "USW2", "USW2-", "US West (Oregon)"),
            new Region("eu-west-1", "EU", "EU-", "EU (Ireland)"),
            new Region("eu-central-1", "EUC1", "EUC1-", "EU (Frankfurt)"));

    String usageType(String plain) {
        return usagePrefix + plain;
    }
}
