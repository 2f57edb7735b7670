package dev.lamplighter.window.startup;

import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.PackageProblemCode;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the values of a slot in the place of {@code {{name}}} in the texts of a package. */
final class Placeholders {
    /** As {@code {{origin.address}}}; what begins otherwise, as {@code ${HOME}} or {@code {{.State}}}, is nothing of ours. */
    static final Pattern MARK = Pattern.compile("\\{\\{([A-Za-z][A-Za-z0-9.-]*)}}");

    /** What was meant as one, where the name is known: with blanks, as other programs write it, or not closed. */
    private static final Pattern ALMOST = Pattern.compile("\\{\\{\\s*([A-Za-z][A-Za-z0-9.-]*)(?!}})");

    private final PlaceholderValues values;
    private final boolean allNeeded;
    private final PackageContent content;
    private final PackageFindings findings;

    private Placeholders(
            PlaceholderValues values, boolean allNeeded, PackageContent content, PackageFindings findings) {
        this.values = values;
        this.allNeeded = allNeeded;
        this.content = content;
        this.findings = findings;
    }

    /**
     * The package with values.
     *
     * @param allNeeded whether a known name without a value is a mistake; else it stays as it is
     */
    static PackageContent render(
            PackageContent content, PlaceholderValues values, boolean allNeeded, PackageFindings findings) {
        return content.map(new Placeholders(values, allNeeded, content, findings)::render);
    }

    private PackageEntry render(PackageEntry entry) {
        return entry.text()
                .filter(text -> text.contains("{{"))
                .map(text -> entry.withText(rendered(text, entry.path())))
                .orElse(entry);
    }

    private String rendered(String text, String path) {
        LineNumberIndex lines = new LineNumberIndex(text);
        ALMOST.matcher(text)
                .results()
                .filter(found -> PlaceholderValues.KNOWN.containsKey(found.group(1)))
                .filter(found ->
                        !MARK.matcher(text).region(found.start(), text.length()).lookingAt())
                .forEach(found -> findings.problem(
                        PackageProblemCode.UNKNOWN_PLACEHOLDER,
                        content.where(path, lines.lineOf(found.start())),
                        "no placeholder: " + found.group().strip(),
                        "one has no blanks and ends in }}, so that this stays as it is",
                        "write {{" + found.group(1) + "}}"));
        return MARK.matcher(text).replaceAll(found -> value(found, content.where(path, lines.lineOf(found.start()))));
    }

    private String value(MatchResult found, String where) {
        String name = found.group(1);
        String value = values.values().get(name);
        if (value == null) {
            tell(name, where);
        }
        return Matcher.quoteReplacement(value == null ? found.group() : value);
    }

    private void tell(String name, String where) {
        Map<String, String> known = PlaceholderValues.KNOWN;
        if (!known.containsKey(name)) {
            findings.problem(
                    PackageProblemCode.UNKNOWN_PLACEHOLDER,
                    where,
                    "unknown placeholder {{" + name + "}}",
                    "no slot and no --value has a value of this name",
                    Suggestion.nearest(name, known.keySet())
                            .map(near -> "did you mean {{" + near + "}}?")
                            .orElseGet(() -> "one of " + String.join(", ", new TreeSet<>(known.keySet()))
                                    + ", or give it: --value " + name + "=.."));
        } else if (allNeeded) {
            findings.problem(
                    PackageProblemCode.PLACEHOLDER_WITHOUT_VALUE,
                    where,
                    "no value for {{" + name + "}}",
                    "it stands for " + known.get(name) + ", which is not given",
                    "give it: --value " + name + "=..");
        }
    }
}
