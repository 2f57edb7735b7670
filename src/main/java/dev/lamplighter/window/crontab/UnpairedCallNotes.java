package dev.lamplighter.window.crontab;

import dev.lamplighter.base.code.WindowProblemCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reports the calls that don't become a window, because they repeat others, are a precaution, have no end, or contradict
 * each other.
 */
final class UnpairedCallNotes {
    /** Instances with the same finding on the same days, which are reported together. */
    private record Case(CrontabEc2Call call, CrontabSimulation.Finding finding, BitSet on) {}

    private final List<CrontabEc2Call> calls;
    private final CrontabSimulation timeline;
    private final SimulationPeriod simulationPeriod;
    private final CrontabNotes notes;
    private final CrontabGuards stopOnly;
    private final Set<String> contradicted = new HashSet<>();
    private final Set<String> neverStopped = new HashSet<>();

    UnpairedCallNotes(
            List<CrontabEc2Call> calls,
            CrontabSimulation timeline,
            SimulationPeriod simulationPeriod,
            CrontabNotes notes) {
        this.calls = calls;
        this.timeline = timeline;
        this.simulationPeriod = simulationPeriod;
        this.notes = notes;
        this.stopOnly = new CrontabGuards(simulationPeriod, notes);
        timeline.effects().keySet().forEach(effect -> {
            if (effect.finding() == CrontabSimulation.Finding.AT_ONCE) {
                contradicted.add(effect.instance());
            } else if (effect.finding() == CrontabSimulation.Finding.NEVER_STOPPED) {
                neverStopped.add(effect.instance());
            }
        });
    }

    /** Whether lines start and stop the instance in the same minute, so that the result is uncertain. */
    boolean isContradicted(String instance) {
        return contradicted.contains(instance);
    }

    /** The lines that guards replace. */
    List<CrontabGuards.StopOnly> guarded() {
        return stopOnly.guarded();
    }

    void tell() {
        Map<Case, List<String>> cases = new LinkedHashMap<>();
        timeline.effects().forEach((effect, on) -> {
            boolean isEndless = neverStopped.contains(effect.instance());
            boolean isMoot = isEndless && effect.finding() == CrontabSimulation.Finding.ASSOCIATED_AGAIN;
            if (!isMoot && !contradicted.contains(effect.instance())) {
                boolean isStart = effect.finding() == CrontabSimulation.Finding.STARTED_AGAIN;
                CrontabSimulation.Finding finding =
                        isEndless && isStart ? CrontabSimulation.Finding.NEVER_STOPPED : effect.finding();
                cases.computeIfAbsent(new Case(effect.call(), finding, on), any -> new ArrayList<>())
                        .add(effect.instance());
            }
        });
        cases.forEach(this::tell);
        for (CrontabEc2Call call : calls) {
            call.instances().stream()
                    .filter(contradicted::contains)
                    .forEach(instance -> notes.leftOut(
                            WindowProblemCode.CRONTAB_CALLS_WITHOUT_WINDOW,
                            call.line(),
                            instance,
                            "its lines start and stop it in the same minute, and cron doesn't say which comes last",
                            "write the stop a minute before the start, or leave both out where it is to stay on"));
        }
    }

    private void tell(Case found, List<String> instances) {
        CrontabEc2Call call = found.call();
        String ids = String.join(", ", instances);
        switch (found.finding()) {
            case STARTED_AGAIN ->
                notes.repeats(
                        call.line(),
                        ids,
                        "it is on" + when(found) + " already, and the window keeps it on without a second start",
                        "write manual: enforce where it is to be started again after a person's stop");
            case STOPPED_AGAIN ->
                notes.repeats(
                        call.line(),
                        ids,
                        "a line stops it shortly before" + when(found)
                                + ", and the service tries again by itself until it is off",
                        "nothing to do");
            case STOPPED_WHILE_OFF -> stopOnly.add(call, instances, found.on(), firing(call));
            case NEVER_STOPPED ->
                notes.leftOut(
                        WindowProblemCode.CRONTAB_CALLS_WITHOUT_WINDOW,
                        call.line(),
                        ids,
                        "no line that is taken over stops it after this start, and a window needs an end",
                        "add a line that stops it, or leave this one in cron");
            case ASSOCIATED_WHILE_OFF ->
                notes.leftOut(
                        WindowProblemCode.CRONTAB_CALLS_WITHOUT_WINDOW,
                        call.line(),
                        call.windowAddress() == null ? "" : call.windowAddress().eip(),
                        "it is associated while nothing that a line starts is on" + when(found),
                        "associate it after a start, or leave this line in cron");
            case ASSOCIATED_AGAIN ->
                notes.remark(
                        call.line(),
                        call.windowAddress() == null ? "" : call.windowAddress().eip(),
                        "it is in place" + when(found) + " already, and the window puts it on once",
                        "nothing to do");
            case AT_ONCE -> contradicted.addAll(instances);
        }
    }

    private String when(Case found) {
        if (found.on().equals(firing(found.call()))) {
            return "";
        }
        return WeekdayText.among(found.on(), simulationPeriod)
                .map(words -> " on " + words)
                .orElse(" on some days");
    }

    /** The days on which the call is made. */
    private BitSet firing(CrontabEc2Call call) {
        int daysLater = call.minutes()[0] / CrontabEc2Call.MINUTES_OF_DAY;
        return simulationPeriod.where(day -> call.firesOn(day.minusDays(daysLater)));
    }
}
