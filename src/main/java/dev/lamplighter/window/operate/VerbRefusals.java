package dev.lamplighter.window.operate;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.declare.StreamingWindow;
import java.util.Collection;

/** Makes the refusals that operators get when a verb can't be carried out; nothing has happened then. */
final class VerbRefusals {
    private VerbRefusals() {}

    /** The refusal of a verb that makes no sense at present. */
    static ProblemException notNow(String where, String what, String why, String fix) {
        return new ProblemException(new Problem(WindowProblemCode.NOT_POSSIBLE_NOW, where, what, why, fix));
    }

    /** The refusal of a value that can't be parsed. */
    static ProblemException value(String name, String got, String allowed) {
        return new ProblemException(new Problem(
                WindowProblemCode.VALUE_NOT_UNDERSTOOD,
                name,
                "not understood: " + got,
                "allowed is " + allowed,
                "write it in that form"));
    }

    /** The refusal of a time that is valid but can't be intended. */
    static ProblemException time(String name, String got, String why) {
        return new ProblemException(new Problem(
                WindowProblemCode.VALUE_NOT_UNDERSTOOD,
                name,
                "not possible: " + got,
                why,
                "give a future time, at most 31 days ahead"));
    }

    /** The refusal of a copy that doesn't hold the lease. */
    static ProblemException watching(String holder) {
        return new ProblemException(new Problem(
                WindowProblemCode.OTHER_COPY_ACTS,
                "journal",
                "this copy only watches",
                holder + " holds the lease, so that copy acts on the windows",
                "give the command on " + holder + "; this copy takes commands as soon as it takes over"));
    }

    /** @param choice the instances that are called so, with account and region */
    static ProblemException severalInstances(String name, String choice) {
        return new ProblemException(new Problem(
                WindowProblemCode.SEVERAL_INSTANCES_OF_NAME,
                name,
                "more than one instance has this name",
                choice,
                "say the id of the one that you mean"));
    }

    static ProblemException unknownInstance(String id, Collection<String> known) {
        return new ProblemException(new Problem(
                WindowProblemCode.NO_SUCH_INSTANCE,
                id,
                "no such instance",
                "no window names it now, nor did one before",
                Suggestion.nearest(id, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("name one of windows.yaml, by its id or its Name tag")));
    }

    /** The window; a guard is refused, because nothing is on for it. */
    static StreamingWindow noGuard(StreamingWindow window) {
        if (window.isGuard()) {
            throw notNow(
                    window.name(),
                    "is a guard",
                    "it opens nothing and only stops what runs",
                    "keep an instance on with: windows hold INSTANCE until TIME; leave the guard out with: windows"
                            + " skip "
                            + window.name() + " next");
        }
        return window;
    }
}
