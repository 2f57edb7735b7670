package dev.lamplighter.app.feature;

import dev.lamplighter.app.route.RequiredRoute;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Holds the content of windows.yaml, read again, beside the earlier one; it is used as a whole or not at all.
 *
 * @param at when it was read
 * @param taking makes the windows use a new declaration; returns one line for each window that has changed
 */
record ReloadedWindows(
        ParsedWindowsFile before, ParsedWindowsFile now, Instant at, Function<ParsedWindowsFile, List<String>> taking)
        implements StagedReload {
    @Override
    public List<TemplatedRoute> templatedRoutes() {
        return RequiredWindowRoutes.templated(now, at);
    }

    @Override
    public List<RequiredRoute> neededRoutes() {
        return RequiredWindowRoutes.needed(now);
    }

    @Override
    public List<Problem> mistakes() {
        List<Problem> known =
                before.problems().stream().map(ReloadedWindows::anywhere).toList();
        return now.problems().stream()
                .filter(problem -> !known.contains(anywhere(problem)))
                .toList();
    }

    /** The problem without its line, which may have changed. */
    private static Problem anywhere(Problem problem) {
        String file = problem.where().replaceAll(":\\d+", "");
        return new Problem(problem.code(), file, problem.what(), problem.why(), problem.fix(), Problem.Kind.REFUSED);
    }

    @Override
    public List<String> take() {
        return taking.apply(now);
    }
}
