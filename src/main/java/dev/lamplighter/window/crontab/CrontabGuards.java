package dev.lamplighter.window.crontab;

import dev.lamplighter.base.code.WindowProblemCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Converts lines that stop instances which are off already, in case somebody has started them by hand, to guards. What no
 * guard can express is reported.
 */
final class CrontabGuards {
    private final SimulationPeriod simulationPeriod;
    private final CrontabNotes notes;
    private final List<StopOnly> guarded = new ArrayList<>();

    CrontabGuards(SimulationPeriod simulationPeriod, CrontabNotes notes) {
        this.simulationPeriod = simulationPeriod;
        this.notes = notes;
    }

    /** The lines that guards replace, in the order in which they were found. */
    List<StopOnly> guarded() {
        return List.copyOf(guarded);
    }

    /**
     * Converts a line to a guard, or reports why that isn't possible.
     *
     * @param instances that the line stops while no other line keeps them on
     * @param on the days on which this happens
     * @param all the days on which the line does anything
     */
    void add(CrontabEc2Call stop, List<String> instances, BitSet on, BitSet all) {
        String when = on.equals(all)
                ? ""
                : WeekdayText.among(on, simulationPeriod)
                        .map(words -> " on " + words)
                        .orElse(" on some days");
        String why = "it is " + done(stop) + when + " while no line that is taken over has it on";
        Optional<GuardYamlWriter.Written> guard = GuardYamlWriter.of(stop, on, simulationPeriod);
        if (guard.isPresent()) {
            guarded.add(new StopOnly(stop, instances, guard.get()));
            notes.repeats(
                    stop.line(),
                    String.join(", ", instances),
                    why + "; a guard does the same, but for what a window or a hold keeps on",
                    "nothing to do");
            return;
        }
        notes.leftOut(
                WindowProblemCode.CRONTAB_STOP_ONLY,
                stop.line(),
                String.join(", ", instances),
                why + "; a window stops only what it has opened, and a guard "
                        + (stop.then().equals("terminate") ? "terminates nothing" : "can't say these times"),
                "leave this line in cron, where it disturbs no window: none that is written here has the instance on"
                        + " then");
    }

    private static String done(CrontabEc2Call stop) {
        return switch (stop.then()) {
            case "terminate" -> "terminated";
            case "hibernate" -> "hibernated";
            default -> "stopped";
        };
    }

    /** A line, or some of its instances, with the guard that replaces it. */
    record StopOnly(CrontabEc2Call stop, List<String> instances, GuardYamlWriter.Written guard) {}
}
