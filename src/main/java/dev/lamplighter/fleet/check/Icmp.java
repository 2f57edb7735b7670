package dev.lamplighter.fleet.check;

import java.time.Duration;

/** Sends an ICMP echo request. */
@FunctionalInterface
public interface Icmp {
    /** The result of an echo request. */
    enum Echo {
        ANSWERED,
        SILENT,
        /** This machine may not send one. */
        NOT_PERMITTED
    }

    Echo echo(String address, Duration timeout) throws InterruptedException;
}
