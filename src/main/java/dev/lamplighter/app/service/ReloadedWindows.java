package dev.lamplighter.app.service;

import dev.lamplighter.app.route.RequiredRoute;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.window.declare.WindowsFile;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Holds windows.yaml as it is now, beside what it was.
 *
 * @param at when it was read
 * @param taking has the windows go by a file and tells what has changed
 */
record ReloadedWindows(WindowsFile before, WindowsFile now, Instant at, Function<WindowsFile, List<String>> taking)
        implements ReloadedDeclarations {
    @Override
    public List<TemplatedRoute> templatedRoutes() {
        return WindowRoutes.templated(now, at);
    }

    @Override
    public List<RequiredRoute> neededRoutes() {
        return WindowRoutes.needed(now);
    }

    @Override
    public List<Problem> mistakes() {
        List<Problem> known =
                before.problems().stream().map(ReloadedWindows::anywhere).toList();
        return now.problems().stream()
                .filter(problem -> !known.contains(anywhere(problem)))
                .toList();
    }

    /** The same on whatever line it stands now. */
    private static Problem anywhere(Problem problem) {
        String file = problem.where().replaceAll(":\\d+", "");
        return new Problem(problem.code(), file, problem.what(), problem.why(), problem.fix());
    }

    @Override
    public List<String> take() {
        return taking.apply(now);
    }
}
