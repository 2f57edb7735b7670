package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.ledger.ReportVersion;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a month is that is made again in another table.
 *
 * @param version to be made, or made; null when AWS's files are gone
 * @param phase how far it is
 * @param why it waits; empty unless it does
 */
record RemadeMonth(
        String reportName, String month, @Nullable ReportVersion version, Phase phase, String why) {
    /** Names the progress. */
    enum Phase {
        /** It is converted next. */
        DUE,
        /** Something else must happen first. */
        WAITS,
        /** It is there, and its totals are those of the table before. */
        MADE,
        /** The table before doesn't show it either. */
        REFUSED
    }

    /** Whether the switch need not wait for it. */
    boolean isReady() {
        return phase == Phase.MADE || phase == Phase.REFUSED;
    }
}
