package dev.lamplighter.window.operate;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.RolledBack;
import dev.lamplighter.window.StreamingWindows;
import dev.lamplighter.window.forecast.Forecast;
import dev.lamplighter.window.forecast.ForecastText;
import dev.lamplighter.window.forecast.InstructionText;
import dev.lamplighter.window.journal.Instruction;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.HookDecision;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries an operator's verb out: decide, write down, look, tell the new plan. No look and no other verb comes in between, so
 * that whatever happens at the same time happened before it or after it.
 */
final class Acting {
    private static final Logger LOG = LoggerFactory.getLogger(WindowOperations.class);
    private static final int PLANNED = 3;

    private final StreamingWindows windows;
    private final WindowJournal journal;
    private final DataSource database;
    private final InstantSource clock;

    Acting(StreamingWindows windows, WindowJournal journal, DataSource database, InstantSource clock) {
        this.windows = windows;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Does it, or says what it would do.
     *
     * @param verb says what is to be written down in the present situation
     */
    List<String> act(Function<Scene, List<Instruction>> verb, boolean dryRun) {
        return windows.undisturbed(() -> {
            requireLease();
            List<Instruction> instructions = verb.apply(Scene.of(windows, journal, clock));
            return dryRun ? rehearse(instructions) : act(instructions);
        });
    }

    /** Only the copy that acts may promise anything. */
    private void requireLease() {
        if (!windows.mayAct()) {
            throw Refusals.watching(journal.lease().holder());
        }
    }

    private List<String> act(List<Instruction> instructions) {
        journal.instructions().add(instructions);
        Scene scene = Scene.of(windows, journal, clock);
        List<String> lines = new ArrayList<>();
        for (Instruction instruction : instructions) {
            String sentence = InstructionText.sentence(instruction, scene.zoneOf(instruction.subject()));
            LOG.info("verb={} {}", instruction.verb(), sentence);
            lines.add(sentence);
        }
        try {
            windows.reconcile().decisions().stream()
                    .filter(decision -> decision.action().isMutating() || isRoute(decision))
                    .forEach(decision -> lines.add((isRoute(decision) ? "waits for " : "calls ") + words(decision)));
        } catch (ProblemException e) {
            lines.add("Not carried out yet, tried again at the next look: "
                    + e.problem().line());
        }
        lines.addAll(plan(instructions, scene));
        return lines;
    }

    private List<String> rehearse(List<Instruction> instructions) {
        try (RolledBack trial = RolledBack.on(database)) {
            WindowJournal tried = new WindowJournal(trial.dataSource());
            tried.instructions().add(instructions);
            Scene scene = Scene.of(windows, tried, clock);
            List<String> lines = new ArrayList<>();
            instructions.forEach(instruction -> lines.add(
                    "Would say: " + InstructionText.sentence(instruction, scene.zoneOf(instruction.subject()))));
            List<Decision> made = windows.rehearse(tried);
            made.forEach(
                    decision -> lines.add((isRoute(decision) ? "would wait for " : "would call ") + words(decision)));
            if (made.isEmpty()) {
                lines.add("would call nothing now");
            }
            lines.addAll(plan(instructions, scene));
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException("the rehearsal found no database: " + e.getMessage(), e);
        }
    }

    private static List<String> plan(List<Instruction> instructions, Scene scene) {
        String subject = instructions.get(0).subject();
        return new Forecast(scene.windowsOf(subject), scene.overrides())
                .next(PLANNED, scene.now()).stream().map(ForecastText::sentence).toList();
    }

    private static boolean isRoute(Decision decision) {
        return decision instanceof HookDecision hook && hook.isWaiting();
    }

    private static String words(Decision decision) {
        return (isRoute(decision) ? "" : decision.action() + " ") + decision.resource() + " for " + decision.window()
                + ": " + decision.reason();
    }
}
