package dev.lamplighter.window.journal;

import java.time.Instant;

/**
 * Records that an occurrence decided to have one machine more, or one machine less, than before in a slot whose number of
 * machines follows its load. It is written before anything is done about it.
 *
 * @param slot the name of the machine in its window, for example {@code repeater-3}
 * @param direction whether it is launched or given up
 * @param at when it was decided
 * @param reason what the load was, in a sentence
 */
public record SlotScaling(String slot, Direction direction, Instant at, String reason) {
    /** The two ways in which a number of machines changes, named as AWS's Auto Scaling names them. */
    public enum Direction {
        /** One machine more: the machine is to be launched. */
        OUT,
        /** One machine less: the machine is drained and then terminated. */
        IN
    }

    /** {@code scaled out to repeater-3} or {@code scaled in, without repeater-3}. */
    public String words() {
        return direction == Direction.OUT ? "scaled out to " + slot : "scaled in, without " + slot;
    }
}
