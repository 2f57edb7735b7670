package dev.lamplighter.cost.ledger;

import java.time.Instant;
import java.util.Set;

/**
 * Says which table is asked, and which one all months are made again in. Tables are named as {@code cost.athena.table} names
 * them.
 *
 * @param setting the value of {@code cost.athena.table} that was in force when this was decided
 * @param asked the table that questions are asked of
 * @param remade the table that is made; empty for none
 * @param left months that are not made again, {@code YYYY-MM}
 * @param viewsDue whether the views over the asked table are still those of before the switch
 * @param since when this was decided
 */
public record TableChoice(
        String setting, String asked, String remade, Set<String> left, boolean viewsDue, Instant since) {
    public TableChoice {
        left = Set.copyOf(left);
    }

    /** The table of the setting, and no other. */
    public static TableChoice of(String setting, Instant since) {
        return new TableChoice(setting, setting, "", Set.of(), false, since);
    }

    /** Whether months are made again. */
    public boolean isRemaking() {
        return !remade.isEmpty();
    }

    /** Whether another table is asked than the setting names. */
    public boolean isUnlikeSetting() {
        return !asked.equals(setting);
    }
}
