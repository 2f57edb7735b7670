package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.plan.Decision;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the windows have to tell, each thing once for as long as it lasts. Not thread-safe; guarded by its owner's lock.
 */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(StreamingWindows.class);

    private final Map<String, String> lastActions = new HashMap<>();
    private final Map<String, String> lastProblems = new HashMap<>();
    private final Map<String, String> told = new HashMap<>();

    /** A call that EC2 accepted. */
    void done(Decision decision) {
        LOG.info(
                "window={} action={} resource={} reason=\"{}\"",
                decision.window(),
                decision.action(),
                decision.resource(),
                decision.reason());
        lastActions.put(decision.window(), decision.action() + " " + decision.resource() + ": " + decision.reason());
        told.remove(key(decision.window(), decision.resource()));
    }

    /** A route of the operator begins to run. */
    void began(JournalEntry entry, String route, String reason) {
        LOG.info("window={} action=RUN resource={} reason=\"{}\"", entry.window(), route, reason);
        lastActions.put(entry.window(), "RUN " + route + ": " + reason);
    }

    void phase(JournalEntry entry) {
        LOG.info("window={} phase={} start={} end={}", entry.window(), entry.phase(), entry.start(), entry.end());
    }

    /** A person must act. */
    void alert(String window, Problem problem) {
        if (isNews(window, problem)) {
            LOG.error("{} window={}", problem.line(), window);
        }
    }

    /** A call failed and will be repeated. */
    void failed(String window, Problem problem) {
        if (isNews(window, problem)) {
            LOG.warn("{} window={}", problem.line(), window);
        }
    }

    /** What was told of the resource no longer holds. */
    void settled(String window, String resource, String reason) {
        if (!told.isEmpty() && told.remove(key(window, resource)) != null) {
            LOG.info("window={} action=SETTLED resource={} reason=\"{}\"", window, resource, reason);
        }
    }

    Optional<String> lastAction(String window) {
        return Optional.ofNullable(lastActions.get(window));
    }

    Optional<String> lastProblem(String window) {
        return Optional.ofNullable(lastProblems.get(window));
    }

    private boolean isNews(String window, Problem problem) {
        lastProblems.put(window, problem.line());
        return !Objects.equals(told.put(key(window, problem.where()), problem.line()), problem.line());
    }

    private static String key(String window, String resource) {
        return window + " " + resource;
    }
}
