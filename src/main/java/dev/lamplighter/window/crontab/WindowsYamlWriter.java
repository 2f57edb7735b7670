package dev.lamplighter.window.crontab;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the windows.yaml, with comments that say how each line was understood. */
final class WindowsYamlWriter {
    private final Map<String, ImportedDeclaration> named = new LinkedHashMap<>();

    WindowsYamlWriter(List<? extends ImportedDeclaration> windows) {
        Set<String> names = new HashSet<>();
        for (ImportedDeclaration window : windows) {
            String name = window.name();
            for (int i = 2; !names.add(name); i++) {
                name = window.name() + "-" + i;
            }
            named.put(name, window);
        }
    }

    /** Adds remarks about credentials, for which a window has no key. */
    void tellCredentials(CrontabNotes notes) {
        named.forEach((name, window) -> {
            String credentials = window.location().credentials();
            if (credentials != null) {
                notes.leftOut(
                        WindowProblemCode.CRONTAB_CALL_PART_UNUSABLE,
                        window.line(),
                        credentials,
                        "windows know no profiles, so that " + name + " uses the credentials of the service",
                        "write role: with a role that has these rights into the window, and account: beside a role without its ARN");
            }
        });
    }

    /**
     * The text of the file.
     *
     * @param zone the default zone if there are no windows
     * @param understood one line for each converted crontab line
     */
    String text(ZoneId zone, Collection<String> understood, CrontabNotes notes) {
        ZoneId usual = named.values().stream()
                .map(ImportedDeclaration::zone)
                .findFirst()
                .orElse(zone);
        StringBuilder text = new StringBuilder("# Written from a crontab.\n");
        understood.forEach(line -> text.append("# ").append(line).append('\n'));
        comments(text, "WARNING", notes.leftOut());
        comments(text, "remark", notes.remarks());
        text.append("defaults: {zone: ").append(usual).append("}\n");
        text.append(named.isEmpty() ? "windows: []\n" : "windows:\n");
        named.forEach((name, window) -> text.append(window.yaml(name, usual)));
        return text.toString();
    }

    private static void comments(StringBuilder text, String word, List<Problem> problems) {
        problems.forEach(problem -> text.append("# ")
                .append(word)
                .append(' ')
                .append(problem.line())
                .append('\n'));
    }
}
