package dev.lamplighter.window.startup;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.PackageProblemCode;
import java.util.Map;
import java.util.regex.Pattern;

/** Holds what differs between the machines that one package starts: a value for each name. */
public record PlaceholderValues(Map<String, String> values) {
    /** Names that every slot has, each with what it stands for. */
    static final Map<String, String> KNOWN = Map.of(
            "origin.address", "the address of the origin",
            "slot.name", "the name of the slot, as in repeater",
            "slot.number", "the number of the machine within its slot, from 1",
            "window.name", "the name of the window");

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9.-]*");

    /** Neither a shell, nor XML, nor a properties file gives any of these a meaning. */
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._:/@+,-]+");

    public static final PlaceholderValues NONE = new PlaceholderValues(Map.of());

    public PlaceholderValues {
        values = Map.copyOf(values);
        values.forEach(PlaceholderValues::check);
    }

    private static void check(String name, String value) {
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new ProblemException(new Problem(
                    PackageProblemCode.BAD_VALUE,
                    "--value " + name,
                    "got \"" + value + "\"",
                    "a name has letters, digits, dots and hyphens, a value those and _ : / @ + and commas, so that no script"
                            + " and no XML reads more into it",
                    "write another value, or put such text into the package itself",
                    Problem.Kind.USER));
        }
    }
}
