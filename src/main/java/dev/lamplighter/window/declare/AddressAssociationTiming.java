package dev.lamplighter.window.declare;

/** When the addresses of a window are put on its instances. */
public enum AddressAssociationTiming {
    /** As soon as the instances run, so that all is ready by the start. */
    RUNNING,
    /** At the start and not before, so that a machine that comes up is not yet public. */
    OPENS
}
