package dev.lamplighter.window.operate;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.ReconcileResult;
import dev.lamplighter.window.StreamingWindows;
import dev.lamplighter.window.action.DueAction;
import dev.lamplighter.window.forecast.OccurrenceForecast;
import dev.lamplighter.window.forecast.OverrideText;
import dev.lamplighter.window.journal.DryRunJournal;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.journal.WindowOverride;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.HookRouteDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out an operator's verb: decides, writes the override into the journal, has it carried out, and reports the result
 * and the new plan. No pass and no other verb runs in between.
 */
final class OverrideService {
    private static final Logger LOG = LoggerFactory.getLogger(WindowOperations.class);
    private static final int PLANNED = 3;
    /** How long an operator waits for the calls that a verb causes, with the steps before them. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StreamingWindows windows;
    private final WindowJournal journal;
    private final CurrentWindowsReader reader;
    private final Duration patience;

    /**
     * Makes the service.
     *
     * @param patience how long to wait for the calls that a verb has caused
     */
    OverrideService(StreamingWindows windows, WindowJournal journal, CurrentWindowsReader reader, Duration patience) {
        this.windows = windows;
        this.journal = journal;
        this.reader = reader;
        this.patience = patience;
    }

    /**
     * Carries a verb out, or says what it would do.
     *
     * @param verb gives the overrides to write in the present situation
     */
    List<String> act(Function<WindowsSnapshot, List<WindowOverride>> verb, boolean dryRun) {
        Acted acted = windows.undisturbed(() -> {
            requireLease();
            List<WindowOverride> instructions = verb.apply(reader.read(journal));
            return dryRun ? new Acted(dryRun(instructions), List.of(), List.of()) : act(instructions);
        });
        List<String> lines = new ArrayList<>(acted.lines());
        // Only after the lock is released, because each call needs it.
        windows.await(acted.due(), patience).stream()
                .map(outcome -> outcome.state().name().toLowerCase(Locale.ROOT) + ": " + outcome.words())
                .forEach(lines::add);
        lines.addAll(acted.plan());
        return lines;
    }

    /**
     * The result of a verb.
     *
     * @param due the calls on their way
     * @param plan what comes next
     */
    private record Acted(List<String> lines, List<DueAction> due, List<String> plan) {}

    /** Refuses unless this copy holds the lease: a copy that doesn't act can carry out no verb. */
    private void requireLease() {
        if (!windows.mayAct()) {
            throw VerbRefusals.watching(journal.lease().holder());
        }
    }

    private Acted act(List<WindowOverride> instructions) {
        journal.instructions().add(instructions);
        WindowsSnapshot windowsSnapshot = reader.read(journal);
        List<String> lines = new ArrayList<>();
        for (WindowOverride windowOverride : instructions) {
            String sentence = sentence(windowOverride, windowsSnapshot);
            LOG.info("verb={} {}", windowOverride.overrideType(), sentence);
            lines.add(sentence);
        }
        List<DueAction> due = new ArrayList<>();
        try {
            ReconcileResult reconcileResult = windows.reconcile();
            due.addAll(reconcileResult.due());
            reconcileResult.decisions().stream()
                    .filter(OverrideService::isRoute)
                    .forEach(decision -> lines.add("waits for " + words(decision, windowsSnapshot)));
        } catch (ProblemException e) {
            lines.add("Not carried out yet, but written down, so that it is tried again by itself: "
                    + e.problem().line());
        }
        return new Acted(lines, due, plan(instructions, windowsSnapshot));
    }

    private List<String> dryRun(List<WindowOverride> instructions) {
        try (DryRunJournal trial =
                DryRunJournal.of(journal, reader.read(journal).now())) {
            WindowJournal tried = trial.journal();
            tried.instructions().add(instructions);
            WindowsSnapshot windowsSnapshot = reader.read(tried);
            List<String> lines = new ArrayList<>();
            instructions.forEach(
                    windowOverride -> lines.add("would write down: " + sentence(windowOverride, windowsSnapshot)));
            List<Decision> made = windows.dryRun(tried);
            made.forEach(decision -> lines.add(
                    (isRoute(decision) ? "would wait for " : "would call ") + words(decision, windowsSnapshot)));
            if (made.isEmpty()) {
                lines.add("would make no call to EC2 now");
            }
            lines.addAll(plan(instructions, windowsSnapshot));
            return lines;
        }
    }

    private static List<String> plan(List<WindowOverride> instructions, WindowsSnapshot windowsSnapshot) {
        String subject = instructions.get(0).subject();
        return new OccurrenceForecast(windowsSnapshot.windowsOf(subject), windowsSnapshot.overrides())
                .next(PLANNED, windowsSnapshot.now()).stream()
                        .map(windowsSnapshot.forecastText()::sentence)
                        .toList();
    }

    private static String sentence(WindowOverride windowOverride, WindowsSnapshot windowsSnapshot) {
        return OverrideText.sentence(
                windowOverride,
                windowsSnapshot.localTime(windowOverride.subject()),
                windowsSnapshot.names(),
                windowsSnapshot.now());
    }

    private static boolean isRoute(Decision decision) {
        return decision instanceof HookRouteDecision hook && hook.isWaiting();
    }

    private static String words(Decision decision, WindowsSnapshot windowsSnapshot) {
        return (isRoute(decision) ? "" : decision.action() + " ")
                + windowsSnapshot.names().words(decision.resource()) + " for " + decision.window() + ": "
                + windowsSnapshot.localTime(decision.window()).inWords(decision.reason());
    }
}
