package dev.lamplighter.window.watch;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowPolicy;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.override.Overrides;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports declared instances that have run for {@code maxRuntimeOutside} although no window needs them, and has orphans of
 * launches reported. It starts and stops
 * nothing. Thread-safe; it has its own lock, so that an account that answers late doesn't delay a window.
 */
public final class RuntimeOutsideWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RuntimeOutsideWatch.class);

    private volatile Map<String, List<StreamingWindow>> declared;
    /** The windows declared when the pass began, by instance. */
    private Map<String, List<StreamingWindow>> windowsByInstance;

    private volatile List<StreamingWindow> launching;
    private final OrphanWatch orphans;
    private final LaunchDryRun dryRun;
    private final WindowJournal journal;
    private final UnscheduledInstances sightings;
    private final AlertSink alerts;
    private final InstantSource clock;
    private final UnreachableRegionAlerts unseen;

    /** @param windows those that windows.yaml declares */
    public RuntimeOutsideWatch(
            List<StreamingWindow> windows,
            WindowJournal journal,
            UnscheduledInstances sightings,
            AlertSink alerts,
            InstantSource clock,
            OrphanWatch orphans,
            LaunchDryRun dryRun) {
        this.orphans = orphans;
        this.dryRun = dryRun;
        this.launching = windows;
        this.declared = byInstance(windows);
        this.windowsByInstance = declared;
        this.journal = journal;
        this.sightings = sightings;
        this.alerts = alerts;
        this.unseen = new UnreachableRegionAlerts(alerts);
        this.clock = clock;
    }

    /** Replaces the declared windows from the next pass on. */
    public void declare(List<StreamingWindow> others) {
        declared = byInstance(others);
        launching = others;
    }

    private static Map<String, List<StreamingWindow>> byInstance(List<StreamingWindow> windows) {
        Map<String, List<StreamingWindow>> byInstance = new TreeMap<>();
        for (StreamingWindow window : windows) {
            if (window.isGuard()) { // an instance that is only guarded may run until the guard's moment
                continue;
            }
            for (String instance : window.windowResources().instances()) {
                byInstance.merge(instance, List.of(window), RuntimeOutsideWatch::together);
            }
        }
        return byInstance;
    }

    private static List<StreamingWindow> together(List<StreamingWindow> some, List<StreamingWindow> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Compares what is seen with what is wanted; where nothing could be seen, earlier alerts stay. */
    public synchronized void look() {
        if (!journal.lease().isHeld()) {
            return;
        }
        windowsByInstance = declared;
        Instant now = clock.instant();
        Map<AccountRegion, Set<String>> instances = windowsByInstance.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().get(0).windowResources().accountRegion(),
                        Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
        Map<String, Optional<Instance>> seen = sightings.of(instances);
        Overrides overrides = Overrides.of(journal.instructions().all());
        Set<String> wanted = wanted(overrides, now);
        List<Alert> raised = alerts.raised(WindowAlerts.AREA);
        unseen.tell(instances.keySet(), sightings.answers(), raised);
        List<Alert> before = raised.stream()
                .filter(alert -> alert.is(WindowProblemCode.RUNS_OUTSIDE))
                .toList();
        Set<AlertKey> stands = new HashSet<>();
        seen.forEach((id, instance) -> instance.filter(one -> !wanted.contains(id) && isTooLong(one, now))
                .ifPresent(one -> {
                    stands.add(place(id));
                    tell(one, before);
                }));
        before.stream()
                .map(Alert::place)
                .filter(place -> !stands.contains(place) && isOver(instanceOf(place), seen.keySet(), wanted))
                .forEach(this::clear);
        orphans.look(launching);
        dryRun.look(launching);
    }

    /** Instances that an occurrence has to do with, or that an operator holds. */
    private Set<String> wanted(Overrides overrides, Instant now) {
        Set<String> wanted = new HashSet<>();
        for (OccurrenceRecord entry : journal.unfinished()) {
            entry.claims().forEach((id, claim) -> {
                if (!entry.isGuard() && claim.claimPhase() != ClaimPhase.RELEASED) {
                    wanted.add(id);
                }
            });
        }
        overrides.holds(now).forEach(hold -> wanted.add(hold.subject()));
        return wanted;
    }

    private boolean isTooLong(Instance instance, Instant now) {
        Duration longest = windowsOf(instance.id()).stream()
                .map(window -> window.windowPolicy().maxRuntimeOutside())
                .max(Comparator.naturalOrder())
                .orElse(WindowPolicy.NEVER);
        boolean runs = instance.state() == InstanceState.RUNNING || instance.state() == InstanceState.PENDING;
        return runs
                && !longest.equals(WindowPolicy.NEVER)
                && !instance.launchTime().equals(Instant.EPOCH) // not described yet
                && !since(instance, now).plus(longest).isAfter(now);
    }

    /** Since when it runs unwanted: its start, or the end of the occurrence that had it last. */
    private Instant since(Instance instance, Instant now) {
        return journal.latestOf(instance.id())
                .map(OccurrenceRecord::end)
                .filter(end -> end.isAfter(instance.launchTime()) && end.isBefore(now))
                .orElse(instance.launchTime());
    }

    private void tell(Instance instance, List<Alert> before) {
        AlertKey place = place(instance.id());
        if (before.stream().noneMatch(alert -> alert.place().equals(place))) {
            Problem problem = problem(instance);
            LOG.error("{} window={}", problem.line(), place.subject());
            alerts.raise(place, AlertSeverity.ERROR, problem);
        }
    }

    private Problem problem(Instance instance) {
        String id = instance.id();
        return new Problem(
                WindowProblemCode.RUNS_OUTSIDE,
                id,
                "the instance has been running outside its windows since " + since(instance, clock.instant()),
                "window " + windowsOf(id).get(0).name() + " doesn't want it now, and " + whoStarted(instance),
                "stop it, or keep it on with: bin/lamplighter windows hold " + id
                        + " until TIME; if it may always run, write maxRuntimeOutside: never in windows.yaml");
    }

    private String whoStarted(Instance instance) {
        LastCall last = journal.lastCalls().get(instance.id());
        return last != null && last.began(instance.launchTime())
                ? "Lamplighter itself started it, " + last.at()
                : "somebody else started it, " + instance.launchTime();
    }

    private void clear(AlertKey place) {
        LOG.info(
                "window={} action=SETTLED resource={} reason=\"it no longer runs outside its windows\"",
                place.subject(),
                place.resource());
        alerts.clear(place);
    }

    private AlertKey place(String id) {
        return new AlertKey(WindowAlerts.AREA, windowsOf(id).get(0).name(), id + " outside");
    }

    private List<StreamingWindow> windowsOf(String id) {
        return windowsByInstance.getOrDefault(id, List.of());
    }

    private static String instanceOf(AlertKey place) {
        return place.resource().split(" ", 2)[0];
    }

    /** Whether an alert no longer holds; that isn't known of an instance that could not be seen, unless a window has it. */
    private boolean isOver(String id, Set<String> seen, Set<String> wanted) {
        return seen.contains(id) || wanted.contains(id) || !windowsByInstance.containsKey(id);
    }
}
