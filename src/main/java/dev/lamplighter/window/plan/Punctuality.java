package dev.lamplighter.window.plan;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.AddressesAt;
import dev.lamplighter.window.declare.Margins;
import dev.lamplighter.window.journal.Claim;
import dev.lamplighter.window.journal.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether an occurrence is ready when it should be, and off when it should be. */
public final class Punctuality {
    /** What can only begin at the start needs some time. */
    private static final Duration AFTER_START = Duration.ofMinutes(2);

    private Punctuality() {}

    /**
     * What a person has to know, if it is late. A lead too short for {@code readyBy} is measured at the start; without any
     * lead, or with addresses that come at the start, two minutes after.
     */
    public static Optional<Problem> check(JournalEntry entry, Margins margins, Instant now) {
        Instant readyAt = readyAt(entry, margins);
        return switch (entry.phase()) {
            case OPENING, DEGRADED ->
                now.isBefore(readyAt) || isLeftOff(entry) ? Optional.empty() : Optional.of(notReady(entry));
            case CLOSING ->
                now.isBefore(entry.end().plus(margins.grace())) ? Optional.empty() : Optional.of(notOff(entry));
            case OPEN, CLOSED -> Optional.empty();
        };
    }

    private static Instant readyAt(JournalEntry entry, Margins margins) {
        if (margins.lead().isZero() || margins.addresses() == AddressesAt.OPENS) {
            return entry.start().plus(AFTER_START);
        }
        return margins.readyBy().compareTo(margins.lead()) < 0 ? entry.start().minus(margins.readyBy()) : entry.start();
    }

    /** A person wants it off, which was told already. */
    private static boolean isLeftOff(JournalEntry entry) {
        return entry.claims().values().stream().anyMatch(claim -> claim.claim() == Claim.LEFT);
    }

    private static Problem notReady(JournalEntry entry) {
        return new Problem(
                "WINDOW-111",
                entry.window(),
                "the window of " + entry.start() + " is not ready",
                entry.lastError().isEmpty() ? "something it needs is not there yet" : entry.lastError(),
                "look at its other lines; it goes on trying until " + entry.end());
    }

    private static Problem notOff(JournalEntry entry) {
        return new Problem(
                "WINDOW-112",
                entry.window(),
                "the window of " + entry.start() + " is still not off",
                "its grace after " + entry.end() + " has passed",
                "stop its instances by hand");
    }
}
