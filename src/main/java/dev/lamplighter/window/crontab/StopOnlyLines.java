package dev.lamplighter.window.crontab;

import dev.lamplighter.base.code.WindowCode;
import java.util.BitSet;
import java.util.List;

/**
 * Tells of stops of what is off by then, which are there in case somebody started it by hand. A window can't say them: it
 * stops what it has started.
 */
final class StopOnlyLines {
    private StopOnlyLines() {}

    /**
     * @param instances that the line stops while no line has them on
     * @param on the days on which it does
     * @param all the days on which the line does anything
     */
    static void tell(
            PlannedCall stop,
            List<String> instances,
            BitSet on,
            BitSet all,
            SimulationPeriod simulationPeriod,
            CrontabNotes notes) {
        boolean always = on.equals(all);
        String when = always
                ? ""
                : DayWords.among(on, simulationPeriod)
                        .map(words -> " on " + words)
                        .orElse(" on some days");
        notes.leftOut(
                WindowCode.CRONTAB_STOP_ONLY,
                stop.line(),
                String.join(", ", instances),
                "it is " + done(stop) + when
                        + " while no line that is taken over has it on; a window stops only what it has opened",
                "leave this line in cron as a guard; no window written here has it on at that time");
    }

    private static String done(PlannedCall stop) {
        return switch (stop.then()) {
            case "terminate" -> "terminated";
            case "hibernate" -> "hibernated";
            default -> "stopped";
        };
    }
}
