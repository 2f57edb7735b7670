package dev.lamplighter.sandbox.athena;

/** Finds the {@code key=value} folders below a table's location and adds them as partitions: MSCK REPAIR TABLE. */
@FunctionalInterface
interface PartitionDiscovery {
    void discover(String database, String table);
}
