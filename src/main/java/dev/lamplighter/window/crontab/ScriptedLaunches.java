package dev.lamplighter.window.crontab;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.crontab.command.CallRegionAndProfile;
import dev.lamplighter.window.crontab.script.LaunchScript;
import dev.lamplighter.window.crontab.script.ScriptedLaunch;
import dev.lamplighter.window.schedule.CronExpression;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes windows from the lines of a crontab that run scripts which launch and terminate instances: each launch lasts to the
 * first script after it on the same days that terminates the instance whose id it wrote.
 */
final class ScriptedLaunches {
    private final SimulationPeriod simulationPeriod;
    private final CrontabNotes notes;
    private final List<Line> lines = new ArrayList<>();
    private final List<ImportedLaunchWindow> windows = new ArrayList<>();

    ScriptedLaunches(SimulationPeriod simulationPeriod, CrontabNotes notes) {
        this.simulationPeriod = simulationPeriod;
        this.notes = notes;
    }

    /** A script that a line runs at one minute of its days. */
    private record Line(int number, CronExpression cron, BitSet days, ZoneId zone, int minute, LaunchScript script) {}

    /** A launch with the minute at which it ends. */
    private record Start(Line line, ScriptedLaunch launch, Line stop) {}

    /** What the launches of a window have in common. */
    private record Group(ZoneRules zone, BitSet days, int endsAt, CallRegionAndProfile location) {}

    /** Adds a line; returns whether it is understood. */
    boolean add(int number, String written, CronExpression cron, ZoneId zone, LaunchScript script) {
        if (cron.hours().size() != 1 || cron.minutes().size() != 1) {
            leftOut(
                    number,
                    written,
                    "it launches or terminates several times a day",
                    "write a window with a slot for each time by hand");
            return false;
        }
        int minute =
                cron.hours().iterator().next() * 60 + cron.minutes().iterator().next();
        lines.add(new Line(number, cron, simulationPeriod.where(cron::firesOn), zone, minute, script));
        script.findings().forEach(finding -> notes.found(number, script.name(), finding));
        return true;
    }

    /** The windows, in the order of the lines that begin them. */
    List<ImportedLaunchWindow> windows() {
        Map<Group, List<Start>> groups = new LinkedHashMap<>();
        Set<Line> ending = new HashSet<>();
        for (Line line : lines) {
            for (ScriptedLaunch launch : line.script().launches()) {
                List<Line> stops = stops(line, launch);
                ending.addAll(stops);
                Optional<Line> stop = stops.stream().min(Comparator.comparing(Line::minute));
                stop.ifPresentOrElse(
                        end -> {
                            Group group =
                                    new Group(line.zone().getRules(), line.days(), end.minute(), launch.location());
                            groups.computeIfAbsent(group, any -> new ArrayList<>())
                                    .add(new Start(line, launch, end));
                        },
                        () -> leftOut(
                                line.number(),
                                line.script().name(),
                                "no script of the crontab terminates " + launch.name()
                                        + " later on the same days, by the file into which its id is written",
                                "write the window by hand, with the time at which it ends"));
            }
        }
        lines.stream()
                .filter(line -> !line.script().terminates().isEmpty() && !ending.contains(line))
                .forEach(line -> leftOut(
                        line.number(),
                        line.script().name(),
                        "it terminates what no script of the crontab launches before it on the same days",
                        "see whose id it reads: "
                                + String.join(", ", line.script().terminates())));
        groups.values().forEach(this::window);
        windows.sort(Comparator.comparing(ImportedLaunchWindow::line));
        return List.copyOf(windows);
    }

    private List<Line> stops(Line start, ScriptedLaunch launch) {
        return lines.stream()
                .filter(line -> line.minute() > start.minute()
                        && line.days().equals(start.days())
                        && line.zone().getRules().equals(start.zone().getRules())
                        && line.script().ends(launch))
                .toList();
    }

    private void window(List<Start> starts) {
        List<Start> inOrder = starts.stream()
                .sorted(Comparator.comparing((Start start) -> start.line().minute())
                        .thenComparing(start -> start.line().number()))
                .toList();
        Line first = inOrder.get(0).line();
        int opensAt = inOrder.get(inOrder.size() - 1).line().minute();
        int minutes = inOrder.get(0).stop().minute() - opensAt;
        Optional<SelectedDays> days = SelectedDays.of(first.days(), simulationPeriod, List.of(first.cron()));
        Map<SelectedDays, String> when = days.map(pattern ->
                        WhenYamlWriter.of(pattern, first.days(), simulationPeriod, opensAt, minutes, first.zone()))
                .orElse(Map.of());
        boolean isSteady = DaylightSavingCheck.isSteady(
                first.days(), simulationPeriod, first.minute(), Math.max(1, opensAt - first.minute()), first.zone());
        if (when.isEmpty() || !isSteady) {
            inOrder.forEach(start -> leftOut(
                    start.line().number(),
                    start.line().script().name(),
                    when.isEmpty()
                            ? "when: can't say its days"
                            : "the clocks change between the first launch and the last",
                    "write the window by hand"));
            return;
        }
        List<ImportedLaunchWindow.Slot> slots = slots(inOrder, opensAt);
        when.forEach((pattern, text) -> windows.add(new ImportedLaunchWindow(
                first.number(), first.zone(), inOrder.get(0).launch().location(), pattern, opensAt, text, slots)));
    }

    /** One for each launch; those that differ in nothing are machines of one slot. */
    private List<ImportedLaunchWindow.Slot> slots(List<Start> inOrder, int opensAt) {
        List<ImportedLaunchWindow.Slot> slots = new ArrayList<>();
        Set<String> addresses = new HashSet<>();
        for (Start start : inOrder) {
            ScriptedLaunch launch = start.launch();
            int lead = opensAt - start.line().minute();
            launch.addresses().stream()
                    .skip(1)
                    .forEach(eip ->
                            leftOut(start.line().number(), eip, "a slot has one Elastic IP", "write the slot by hand"));
            boolean isTaken = launch.addresses().stream().limit(1).anyMatch(eip -> !addresses.add(eip));
            if (isTaken) {
                leftOut(
                        start.line().number(),
                        launch.addresses().get(0),
                        "another script of the window associates it, too",
                        "give each its own");
                continue;
            }
            int last = slots.size() - 1;
            if (last >= 0
                    && slots.get(last).lead() == lead
                    && slots.get(last).launch().isLike(launch)) {
                slots.set(
                        last,
                        new ImportedLaunchWindow.Slot(
                                launch, lead, slots.get(last).count() + 1));
            } else {
                slots.add(new ImportedLaunchWindow.Slot(launch, lead, 1));
            }
        }
        return slots;
    }

    private void leftOut(int line, String what, String why, String fix) {
        notes.leftOut(WindowProblemCode.CRONTAB_CALLS_WITHOUT_WINDOW, line, what, why, fix);
    }
}
