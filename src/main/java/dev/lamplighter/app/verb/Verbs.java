package dev.lamplighter.app.verb;

import dev.lamplighter.app.verb.Verb.Effect;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.VisibleText;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.base.code.ProblemCode;
import dev.lamplighter.base.code.WindowProblemCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds all verbs by their names. Checks the arguments before a verb is called and limits the length of its answer, for
 * every interface alike. Thread-safe as far as the verbs are.
 */
public final class Verbs {
    /** The largest answer, in characters: a thousand times what an operator reads, and a fraction of the service's heap. */
    static final int LARGEST_ANSWER = 4_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Verbs.class);

    private final Map<String, Verb> byName = new LinkedHashMap<>();

    public Verbs(Collection<Verb> verbs) {
        verbs.forEach(verb -> byName.put(verb.name(), verb));
    }

    public Verbs with(Verb more) {
        Verbs all = new Verbs(byName.values());
        all.byName.put(more.name(), more);
        return all;
    }

    public List<Verb> all() {
        return List.copyOf(byName.values());
    }

    /** The verbs of an area; for an empty area those of one word. */
    public List<Verb> of(String area) {
        return all().stream().filter(verb -> verb.area().equals(area)).toList();
    }

    public Optional<Verb> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Calls a verb.
     *
     * @param values by the names of its arguments; empty ones count as not given
     * @throws ProblemException when it is refused; nothing has happened then
     */
    public List<String> call(String name, Map<String, String> values, Caller caller) throws IOException {
        Verb verb = find(name)
                .orElseThrow(() -> new ProblemException(new Problem(
                        ConfigProblemCode.NO_SUCH_VERB,
                        name.length() > VerbArgument.Kind.NAME.longest() ? "verb" : name,
                        "no such verb",
                        "the verbs are " + String.join(", ", byName.keySet()),
                        Suggestion.nearest(name, byName.keySet())
                                .map(near -> "did you mean " + near + "?")
                                .orElse("use one of them"))));
        requireUnderstood(verb, values);
        VerbArguments verbArguments = new VerbArguments(values, caller);
        if (verb.effect() != Effect.ASKS && !caller.isAtTheCommandLine()) {
            LOG.info("told verb=\"{}\" by=\"{}\" door={}", name, caller.named(""), caller.door());
        }
        try {
            return bounded(verb, verb.call().with(verbArguments));
        } catch (Error e) { // a defect of ours, such as a class that doesn't link: whoever has asked is to hear of it,
            // by any door
            throw new IllegalStateException("a defect: " + e, e);
        }
    }

    private static void requireUnderstood(Verb verb, Map<String, String> values) {
        Set<String> unknown = verb.unknownIn(values);
        if (!unknown.isEmpty()) {
            String first = cut(unknown.iterator().next());
            throw refused(verb, first, "unknown value: " + first, names(verb));
        }
        Set<String> missing = verb.missingFrom(values);
        if (!missing.isEmpty()) {
            throw refused(verb, verb.name(), "missing: " + String.join(", ", missing), names(verb));
        }
        for (VerbArgument verbArgument : verb.arguments()) {
            String value = values.getOrDefault(verbArgument.name(), "");
            String refusal = value.isEmpty() ? "" : verbArgument.kind().refusal(value);
            if (!refusal.isEmpty()) {
                throw refused(verb, verbArgument.name(), "not understood: " + cut(value), refusal);
            }
        }
    }

    private static ProblemException refused(Verb verb, String where, String what, String allowed) {
        ProblemCode code = verb.area().equals("windows")
                ? WindowProblemCode.VALUE_NOT_UNDERSTOOD
                : ConfigProblemCode.VERB_VALUE_REFUSED;
        return new ProblemException(new Problem(code, where, what, "allowed is " + allowed, "write it in that form"));
    }

    private static String names(Verb verb) {
        List<String> names = verb.arguments().stream().map(VerbArgument::name).toList();
        return names.isEmpty() ? "no value" : String.join(", ", names);
    }

    private static String cut(String text) {
        int longest = 60;
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }

    /**
     * Cuts an answer that is too large, and says so in its last line. An answer that would be useless when cut, such as
     * JSON, is refused.
     */
    private static List<String> bounded(Verb verb, List<String> lines) {
        if (lines.size() == 1 && lines.get(0).length() >= LARGEST_ANSWER) {
            throw refused(verb, verb.name(), "asks for too much", "an answer of less than 4 MB");
        }
        List<String> bounded = new ArrayList<>();
        long size = 0;
        for (String written : lines) {
            String line = VisibleText.ofLines(written);
            size += line.length() + 1L;
            if (size > LARGEST_ANSWER) {
                bounded.add("... cut here: " + (lines.size() - bounded.size()) + " more of " + lines.size() + " lines");
                return bounded;
            }
            bounded.add(line);
        }
        return bounded;
    }
}
