package dev.lamplighter.window.crontab;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.crontab.command.CallRegionAndProfile;
import dev.lamplighter.window.declare.WindowAddress;
import dev.lamplighter.window.schedule.CronExpression;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes windows from the calls of a crontab: each from the start of an instance to the stop that follows, on the days on
 * which these two calls follow each other, with the addresses that are associated in between.
 */
final class WindowPairing {
    private final SimulationPeriod simulationPeriod;
    private final CrontabNotes notes;
    private final InstanceCrontabLines lines;
    private final List<CrontabEc2Call> calls;
    private final List<ImportedWindow> windows = new ArrayList<>();
    private final List<ImportedGuardDeclaration> guards = new ArrayList<>();
    private final Set<Integer> used = new HashSet<>();

    WindowPairing(List<CrontabEc2Call> calls, SimulationPeriod simulationPeriod, CrontabNotes notes) {
        this.simulationPeriod = simulationPeriod;
        this.notes = notes;
        this.lines = new InstanceCrontabLines(calls, notes);
        this.calls = lines.agreeing();
        Map<ZoneRules, List<CrontabEc2Call>> byZone = new LinkedHashMap<>();
        this.calls.forEach(call -> byZone.computeIfAbsent(call.zone().getRules(), any -> new ArrayList<>())
                .add(call));
        byZone.values().forEach(some -> pair(some, new CrontabSimulation(some, simulationPeriod)));
        windows.sort(Comparator.comparing(ImportedWindow::line).thenComparing(ImportedWindow::opensAt));
    }

    /** The windows, in the order of the lines that start them. */
    List<ImportedWindow> windows() {
        return List.copyOf(windows);
    }

    /** The guards, in the order of their lines. */
    List<ImportedGuardDeclaration> guards() {
        return guards.stream()
                .sorted(Comparator.comparing(ImportedGuardDeclaration::line))
                .toList();
    }

    /** Whether a window replaces a line. */
    boolean isUsed(int line) {
        return used.contains(line);
    }

    private void pair(List<CrontabEc2Call> some, CrontabSimulation timeline) {
        UnpairedCallNotes told = new UnpairedCallNotes(some, timeline, simulationPeriod, notes);
        told.tell();
        told.guarded().forEach(this::guard);
        timeline.stretches().forEach((stretch, begins) -> {
            if (!told.isContradicted(stretch.instance())) {
                List<ImportedWindow> found = windows(stretch, begins);
                found.forEach(this::add);
                if (!found.isEmpty()) {
                    used.add(stretch.start().line());
                    used.add(stretch.stop().line());
                    stretch.associates().keySet().forEach(call -> used.add(call.line()));
                }
            }
        });
    }

    /** Adds a guard for a line: one for each account and region in which its instances are. */
    private void guard(CrontabGuards.StopOnly line) {
        Map<CallRegionAndProfile, List<String>> byLocation = line.instances().stream()
                .collect(Collectors.groupingBy(lines::location, LinkedHashMap::new, Collectors.toList()));
        byLocation.forEach((location, instances) -> add(new ImportedGuardDeclaration(
                line.stop().line(),
                line.stop().zone(),
                location,
                line.guard().name(),
                line.guard().guard(),
                instances,
                line.stop().then())));
    }

    private void add(ImportedGuardDeclaration guard) {
        for (int i = 0; i < guards.size(); i++) {
            if (guards.get(i).isLike(guard)) {
                guards.set(i, guards.get(i).with(guard));
                return;
            }
        }
        guards.add(guard);
    }

    private void add(ImportedWindow window) {
        for (int i = 0; i < windows.size(); i++) {
            if (windows.get(i).isLike(window)) {
                windows.set(i, windows.get(i).with(window));
                return;
            }
        }
        windows.add(window);
    }

    private List<ImportedWindow> windows(CrontabSimulation.Stretch stretch, BitSet begins) {
        int lead = stretch.associates().values().stream()
                .filter(after -> after < stretch.minutes())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        int opens = stretch.beginsAt() + lead;
        int daysLater = opens / CrontabEc2Call.MINUTES_OF_DAY;
        int opensAt = opens % CrontabEc2Call.MINUTES_OF_DAY;
        int minutes = stretch.minutes() - lead;
        CrontabEc2Call start = stretch.start();
        BitSet opening = shifted(begins, daysLater);
        List<CronExpression> written =
                daysLater == 0 && start.delayMinutes() == 0 ? List.of(start.cronExpression()) : List.of();
        Optional<SelectedDays> pattern = SelectedDays.of(opening, simulationPeriod, written);
        if (pattern.isEmpty()) {
            leftOut(
                    stretch,
                    "the days from this start to the stop of line "
                            + stretch.stop().line() + " follow no pattern that when: can say",
                    "write the window by hand, or leave its lines in cron");
            return List.of();
        }
        Map<SelectedDays, String> when =
                WhenYamlWriter.of(pattern.get(), opening, simulationPeriod, opensAt, minutes, start.zone());
        if (when.isEmpty()) {
            leftOut(
                    stretch,
                    "it is on from " + pattern.get().words() + " " + CronFieldText.time(opensAt) + " for "
                            + WhenYamlWriter.length(minutes) + ", to the stop of line "
                            + stretch.stop().line() + "; when: can't say such an end on the wall clock, and for: "
                            + (minutes > 31 * CrontabEc2Call.MINUTES_OF_DAY
                                    ? "has at most 31 days"
                                    : "ends at another time where the clocks change"),
                    "write it with from: and to: for each time, or leave its lines in cron");
            return List.of();
        }
        if (lead > 0
                && !DaylightSavingCheck.isSteady(begins, simulationPeriod, stretch.beginsAt(), lead, start.zone())) {
            leftOut(
                    stretch,
                    "the clocks change between its start and its addresses on some day",
                    "write the window by hand, with a lead: that is long enough");
            return List.of();
        }
        List<WindowAddress> addresses = addresses(stretch, lead, opensAt);
        return when.entrySet().stream()
                .map(entry -> new ImportedWindow(
                        start.line(),
                        start.zone(),
                        location(stretch),
                        entry.getKey(),
                        opensAt,
                        lead,
                        entry.getValue(),
                        List.of(stretch.instance()),
                        addresses,
                        stretch.stop().then()))
                .toList();
    }

    /** The location according to the lines of the instance, completed by those of its addresses. */
    private CallRegionAndProfile location(CrontabSimulation.Stretch stretch) {
        CallRegionAndProfile found = lines.location(stretch.instance());
        for (CrontabEc2Call call : stretch.associates().keySet()) {
            found = found.or(call.location());
        }
        return found;
    }

    private void leftOut(CrontabSimulation.Stretch stretch, String why, String fix) {
        notes.leftOut(
                WindowProblemCode.CRONTAB_CALLS_WITHOUT_WINDOW, stretch.start().line(), stretch.instance(), why, fix);
    }

    /**
     * The days moved by {@code daysLater}. Because days repeat after the period, those that leave it at the end reappear at
     * the beginning.
     */
    private BitSet shifted(BitSet begins, int daysLater) {
        if (daysLater == 0) {
            return begins;
        }
        BitSet later = new BitSet();
        begins.stream().map(day -> (day + daysLater) % simulationPeriod.count()).forEach(later::set);
        return later;
    }

    private List<WindowAddress> addresses(CrontabSimulation.Stretch stretch, int lead, int opensAt) {
        List<WindowAddress> addresses = new ArrayList<>();
        List<CrontabEc2Call> inOrder = stretch.associates().keySet().stream()
                .sorted(Comparator.comparing(calls::indexOf))
                .toList();
        for (CrontabEc2Call call : inOrder) {
            WindowAddress windowAddress = Objects.requireNonNull(call.windowAddress());
            int after = Objects.requireNonNull(stretch.associates().get(call));
            if (after >= stretch.minutes()) {
                notes.leftOut(
                        WindowProblemCode.CRONTAB_CALLS_WITHOUT_WINDOW,
                        call.line(),
                        windowAddress.eip(),
                        "it is associated in the minute of the stop",
                        "associate it after the start");
            } else if (addresses.contains(windowAddress)) {
                notes.remark(
                        call.line(),
                        windowAddress.eip(),
                        "a line before it associates the same address, and the window puts it on once",
                        "nothing to do");
            } else if (addresses.stream().anyMatch(other -> isTaken(other, windowAddress))) {
                notes.leftOut(
                        WindowProblemCode.CRONTAB_CALL_PART_UNUSABLE,
                        call.line(),
                        windowAddress.eip(),
                        "a line before it puts this address elsewhere, or another one on the same private address",
                        "leave one of the two lines, or give the interface a second private address");
            } else {
                addresses.add(windowAddress);
                tellMoved(call, windowAddress, after, lead, opensAt);
            }
        }
        return addresses;
    }

    private void tellMoved(CrontabEc2Call call, WindowAddress windowAddress, int after, int lead, int opensAt) {
        if (after < lead) {
            notes.leftOut(
                    WindowProblemCode.CRONTAB_CALL_PART_UNUSABLE,
                    call.line(),
                    windowAddress.eip(),
                    "the window puts all its addresses on at once: this one at " + CronFieldText.time(opensAt) + ", "
                            + (lead - after) + " minutes later than the line",
                    "write addressesAt: running into the window if it may come sooner");
        }
    }

    private static boolean isTaken(WindowAddress one, WindowAddress other) {
        boolean samePlace = one.eni().equals(other.eni()) && one.onPrivateIp().equals(other.onPrivateIp());
        return one.eip().equals(other.eip()) || samePlace;
    }
}
