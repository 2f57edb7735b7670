package dev.lamplighter.app.feature;

import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.base.lease.Lease;
import java.util.List;
import java.util.Set;

/** Says that another copy of the service acts, and refuses the verbs that are for that copy. */
final class OtherCopy {
    private OtherCopy() {}

    static Problem acts(String name, Lease lease) {
        return new Problem(
                ConfigProblemCode.OTHER_COPY_ACTS,
                name,
                "another copy acts",
                lease.holder() + " holds the lease of the " + name,
                "give the command on " + lease.holder() + "; this copy takes commands as soon as it takes over");
    }

    /** The verbs, those of these words refused while another copy holds the lease. */
    static List<Verb> refusing(String name, Lease lease, Set<String> words, List<Verb> verbs) {
        return verbs.stream()
                .map(verb -> words.contains(verb.word()) ? refusing(name, lease, verb) : verb)
                .toList();
    }

    private static Verb refusing(String name, Lease lease, Verb verb) {
        return new Verb(verb.name(), verb.effect(), verb.description(), verb.arguments(), arguments -> {
            if (!lease.isHeld()) {
                throw new ProblemException(acts(name, lease));
            }
            return verb.call().with(arguments);
        });
    }
}
