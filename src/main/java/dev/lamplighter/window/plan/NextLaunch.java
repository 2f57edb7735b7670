package dev.lamplighter.window.plan;

import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.ec2.Ec2Error;
import dev.lamplighter.window.journal.SlotLaunch;
import org.jspecify.annotations.Nullable;

/**
 * Says which launch of a slot is to come next, after which one of the same machine.
 *
 * @param attempt the number of the machine in its slot
 * @param generation the number of the request for it
 * @param choice the combination of type and subnet
 * @param before the last request for the same machine; null if there was none
 */
record NextLaunch(
        int attempt, int generation, int choice, @Nullable SlotLaunch before) {
    static final NextLaunch FIRST = new NextLaunch(1, 1, 0, null);

    /** The next machine, where one was lost or has never shown up. */
    static NextLaunch afterLoss(SlotLaunch last) {
        return new NextLaunch(last.attempt() + 1, 1, last.choice(), null);
    }

    /** The next request for a machine; of the next type or subnet where that may help. */
    static NextLaunch afterRefusal(SlotLaunch last) {
        int choice = last.choice() + (Ec2Error.of(last.refusal()).isForType() ? 1 : 0);
        return new NextLaunch(last.attempt(), last.generation() + 1, choice, last);
    }

    /** The same request again. */
    static NextLaunch again(SlotLaunch last) {
        return new NextLaunch(last.attempt(), last.generation(), last.choice(), last);
    }

    /** What came before, in words. */
    String words() {
        return before == null || before.refusal().isEmpty() ? "the last call" : before.refusal();
    }

    /** Why it is launched. */
    String because(LaunchSlot slot) {
        String why = slot.isBeyondMinimum() ? "the load needs it" : "its window is open";
        if (before != null) {
            return why + "; tried again after " + words();
        }
        return attempt == 1 ? why : why + ", and the one before is gone";
    }

    /** The launch as the journal has it, with what it is to remember of the request before. */
    SlotLaunch following(SlotLaunch launch) {
        if (before == null) {
            return launch;
        }
        boolean isSame = before.phase() == SlotLaunch.Phase.REQUESTED
                && before.clientToken().equals(launch.clientToken());
        return isSame ? before.again() : launch.after(before);
    }
}
