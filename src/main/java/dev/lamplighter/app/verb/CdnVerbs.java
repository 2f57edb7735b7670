package dev.lamplighter.app.verb;

import static dev.lamplighter.app.verb.VerbArgument.needed;
import static dev.lamplighter.app.verb.VerbArgument.optional;

import dev.lamplighter.app.verb.Verb.Effect;
import dev.lamplighter.app.verb.VerbArgument.Kind;
import dev.lamplighter.cdn.CdnOperationsMXBean;
import java.util.List;

/** Declares the verb of CloudFront. */
public final class CdnVerbs {
    private CdnVerbs() {}

    public static List<Verb> of(CdnOperationsMXBean cdn) {
        return List.of(new Verb(
                "cdn point",
                Effect.ACTS,
                "Has an origin of a CloudFront distribution be found at another DNS name; changes nothing else of it.",
                List.of(
                        needed("distribution", Kind.NAME, "its id, as in E1A2B3C4D5E6F7"),
                        needed("origin", Kind.TEXT, "the DNS name"),
                        optional("originId", Kind.NAME, "which origin, if it has several"),
                        optional("dryRun", Kind.FLAG, "true: reports the change and makes none")),
                verbArguments -> cdn.point(
                        verbArguments.text("distribution"),
                        verbArguments.text("origin"),
                        verbArguments.text("originId"),
                        verbArguments.flag("dryRun"))));
    }
}
