package dev.lamplighter.sandbox.cur;

import java.util.List;

/**
 * Names an EC2 instance type with its Linux price in us-east-1, which is taken for every region's.
 *
 * @param normalization AWS's normalization factor of its size
 * @param hourlyUsd on demand
 */
record InstanceType(String name, String kind, int vcpu, String memory, String normalization, String hourlyUsd) {
    static final List<InstanceType> ALL = List.of(
            new InstanceType("t3.micro", "General purpose", 2, "1 GiB", "0.5", "0.0104"),
            new InstanceType("m5.large", "General purpose", 2, "8 GiB", "4", "0.096"),
            new InstanceType("m5.xlarge", "General purpose", 4, "16 GiB", "8", "0.192"),
            new InstanceType("c5.xlarge", "Compute optimized", 4, "8 GiB", "8", "0.17"),
            new InstanceType("r5.2xlarge", "Memory optimized", 8, "64 GiB", "16", "0.504"),
            new InstanceType("g4dn.xlarge", "GPU instance", 4, "16 GiB", "8", "0.526"));

    /** {@code m5} of {@code m5.large}. */
    String family() {
        return name.substring(0, name.indexOf('.'));
    }
}
