package dev.lamplighter.window.declare;

/** Says when the addresses of a window are associated with its instances. */
public enum AddressAssociationTiming {
    /** As soon as the instances run, so that everything is ready by the start. */
    RUNNING,
    /** At the start and not before, so that a machine that is still booting is not public yet. */
    OPENS
}
