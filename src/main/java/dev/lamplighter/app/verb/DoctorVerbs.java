package dev.lamplighter.app.verb;

import dev.lamplighter.app.verb.Verb.Effect;
import dev.lamplighter.app.verb.VerbArgument.Kind;
import java.util.List;
import java.util.function.Function;

/** Declares the verbs that look at what has to be right around the service. */
public final class DoctorVerbs {
    private static final String SPEND = "spend";

    private DoctorVerbs() {}

    /**
     * The verbs.
     *
     * @param lines what was found, in lines, if a statement of Athena may be run or not
     * @param json the same as one object
     */
    public static List<Verb> of(Function<Boolean, List<String>> lines, Function<Boolean, String> json) {
        List<VerbArgument> arguments = List.of(VerbArgument.optional(
                SPEND,
                Kind.FLAG,
                "whether Athena may run SELECT 1 and CloudWatch be asked for a value, for which they bill"));
        return List.of(
                new Verb(
                        "doctor",
                        Effect.WORKS,
                        "Tries this machine, the credentials and each right in AWS that the settings need.",
                        arguments,
                        values -> lines.apply(values.flag(SPEND))),
                new Verb(
                        "doctor-json",
                        Effect.WORKS,
                        "The same as one object of JSON.",
                        arguments,
                        values -> List.of(json.apply(values.flag(SPEND)))));
    }
}
