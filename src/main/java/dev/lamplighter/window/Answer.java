package dev.lamplighter.window;

import dev.lamplighter.window.plan.Decision;
import java.util.List;

/**
 * What a look at a window came to.
 *
 * @param waiting whether looking again soon would bring the window further
 * @param decisions what was decided, in the order in which it was carried out
 */
public record Answer(String window, boolean waiting, List<Decision> decisions) {
    public Answer {
        decisions = List.copyOf(decisions);
    }
}
