package dev.lamplighter.cost.stream;

/** Tells charges apart by what they are paid for; each is a column {@code <name>_cost} of the query. */
public enum ChargePurpose {
    /** Instance hours, and whatever else is charged for the resource. */
    MACHINE,
    /** Volumes, which cost as long as they exist. */
    STORAGE,
    /** Elastic IP addresses and other public IPv4 addresses, which cost as long as they are held. */
    ADDRESS,
    /** Data transfer. */
    TRANSFER;

    /** Whether it is charged only while the resource runs. */
    boolean isOfUse() {
        return this == MACHINE || this == TRANSFER;
    }
}
