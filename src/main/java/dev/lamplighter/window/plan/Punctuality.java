package dev.lamplighter.window.plan;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.AddressesAt;
import dev.lamplighter.window.declare.Margins;
import dev.lamplighter.window.journal.Claim;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** Whether an occurrence is ready when it should be, and off when it should be. Deadlines are the clock's, not EC2's. */
public final class Punctuality {
    /** What can only begin at the start needs some time. */
    private static final Duration AFTER_START = Duration.ofMinutes(2);

    private Punctuality() {}

    /**
     * What a person has to know, if it is late.
     *
     * @param lacking what it still needs, or why nobody knows; empty if nothing is known
     */
    public static Optional<Problem> check(JournalEntry entry, Margins margins, Instant now, String lacking) {
        if (entry.phase() == Phase.CLOSED) {
            return Optional.empty();
        }
        if (!entry.isOpen(now)) {
            return now.isBefore(offAt(entry, margins)) ? Optional.empty() : Optional.of(notOff(entry, lacking));
        }
        boolean isReady = entry.phase() == Phase.OPEN;
        return isReady || now.isBefore(readyAt(entry, margins)) || isLeftOff(entry)
                ? Optional.empty()
                : Optional.of(notReady(entry, lacking));
    }

    /**
     * By when it should be ready. A lead too short for {@code readyBy} is measured at the start; without any lead, or with
     * addresses that come at the start, two minutes after.
     */
    public static Instant readyAt(JournalEntry entry, Margins margins) {
        if (margins.lead().isZero() || margins.addresses() == AddressesAt.OPENS) {
            return entry.start().plus(AFTER_START);
        }
        return margins.readyBy().compareTo(margins.lead()) < 0 ? entry.start().minus(margins.readyBy()) : entry.start();
    }

    /** By when it should be off. */
    public static Instant offAt(JournalEntry entry, Margins margins) {
        return entry.end().plus(margins.grace());
    }

    /** A person wants it off, which was told already. */
    public static boolean isLeftOff(JournalEntry entry) {
        return entry.claims().values().stream().anyMatch(claim -> claim.claim() == Claim.LEFT);
    }

    /** How a problem calls an occurrence. */
    public static String words(JournalEntry entry) {
        return "the window of " + entry.start();
    }

    private static Problem notReady(JournalEntry entry, String lacking) {
        return new Problem(
                "WINDOW-111",
                entry.window(),
                words(entry) + " is not ready",
                lacking.isEmpty() ? "nobody has looked at what it needs" : lacking,
                "look at its other lines; it goes on trying until " + entry.end());
    }

    private static Problem notOff(JournalEntry entry, String lacking) {
        return new Problem(
                "WINDOW-112",
                entry.window(),
                words(entry) + " is still not off",
                "its grace after " + entry.end() + " has passed" + (lacking.isEmpty() ? "" : "; " + lacking),
                "look at " + String.join(", ", new TreeSet<>(entry.claims().keySet()))
                        + ", and stop by hand what is on");
    }
}
