package dev.lamplighter.fleet.check;

import java.time.Duration;

/** Sends an ICMP echo request. */
@FunctionalInterface
public interface Icmp {
    /** What came of it. */
    enum Echo {
        ANSWERED,
        SILENT,
        /** This machine has no way to send one. */
        NOT_PERMITTED
    }

    Echo echo(String address, Duration timeout) throws InterruptedException;
}
