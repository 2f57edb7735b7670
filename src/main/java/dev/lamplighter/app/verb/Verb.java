package dev.lamplighter.app.verb;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Describes one thing that an operator may ask or tell the service.
 *
 * @param name its area and a word, as in {@code windows extend}, or a word alone
 * @param description a sentence for people
 * @param arguments in the order in which JMX takes them
 * @param call carries it out and answers in lines for people; if it is refused, it throws a problem and has done nothing
 */
public record Verb(String name, Effect effect, String description, List<VerbArgument> arguments, Call call) {
    /** Says whether a verb changes anything, and how soon it answers. */
    public enum Effect {
        /** Changes nothing and answers at once. */
        ASKS,
        /** Changes something and answers at once. */
        ACTS,
        /** May take minutes. */
        WORKS
    }

    /** Carries a verb out and answers in lines for people. */
    @FunctionalInterface
    public interface Call {
        List<String> with(VerbArguments verbArguments) throws IOException;
    }

    public Verb {
        arguments = List.copyOf(arguments);
    }

    /** {@code windows} of {@code windows extend}; empty for a word alone. */
    public String area() {
        int space = name.indexOf(' ');
        return space < 0 ? "" : name.substring(0, space);
    }

    /** {@code extend} of {@code windows extend}. */
    public String word() {
        return name.substring(name.indexOf(' ') + 1);
    }

    /** The names in {@code values} for which the verb has no argument. */
    Set<String> unknownIn(Map<String, String> values) {
        Set<String> unknown = new TreeSet<>(values.keySet());
        arguments.forEach(verbArgument -> unknown.remove(verbArgument.name()));
        return unknown;
    }

    /** The required arguments that have no value. */
    Set<String> missingFrom(Map<String, String> values) {
        return arguments.stream()
                .filter(VerbArgument::needed)
                .map(VerbArgument::name)
                .filter(name -> values.getOrDefault(name, "").isBlank())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
