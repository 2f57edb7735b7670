package dev.lamplighter.window.watch;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.ec2.Ec2Error;
import dev.lamplighter.window.ec2.LaunchRequest;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.plan.LaunchRequests;
import dev.lamplighter.window.plan.LaunchRules;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks EC2 by DryRun whether it would launch what windows declare, so that an image, a subnet or a right that is gone is told
 * before it is needed: on request, and as an alert from a day before a window begins. Launches nothing. Thread-safe.
 */
public final class LaunchDryRun {
    private static final Logger LOG = LoggerFactory.getLogger(LaunchDryRun.class);
    private static final Set<Ec2Error> LATER =
            EnumSet.of(Ec2Error.CAPACITY, Ec2Error.LIMIT, Ec2Error.THROTTLED, Ec2Error.FOREIGN, Ec2Error.OTHER);

    private static final Duration AHEAD = Duration.ofHours(24);

    /** Asking counts as a launch for EC2's rates. */
    private static final Duration APART = Duration.ofHours(1);

    private final RegionalEc2 ec2;
    private final Trial trial;
    private final AlertSink alerts;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    /** When each window was asked about, by {@link #nanoTime}. */
    private final Map<String, Long> asked = new HashMap<>();

    /** Asks EC2 whether it would launch something; throws what EC2 would refuse it with. */
    @FunctionalInterface
    public interface Trial {
        void tryRun(AccountRegion accountRegion, LaunchRequest launch, Ec2Actions there);
    }

    /** Makes one that asks without a route. */
    public LaunchDryRun(RegionalEc2 ec2, AlertSink alerts, InstantSource clock, LongSupplier nanoTime) {
        this(ec2, (accountRegion, launch, there) -> there.tryRun(launch), alerts, clock, nanoTime);
    }

    /**
     * Makes one.
     *
     * @param trial by which EC2 is asked
     */
    public LaunchDryRun(RegionalEc2 ec2, Trial trial, AlertSink alerts, InstantSource clock, LongSupplier nanoTime) {
        this.trial = trial;
        this.ec2 = ec2;
        this.alerts = alerts;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** What EC2 would refuse of all windows, in the order of the file. */
    public List<Problem> problems(List<StreamingWindow> windows) {
        return windows.stream()
                .flatMap(window -> refused(window, error -> error != Ec2Error.CAPACITY).values().stream())
                .toList();
    }

    /** Asks about each window that begins within a day, once an hour, and raises and clears its alerts. */
    public synchronized void look(List<StreamingWindow> windows) {
        asked.keySet().retainAll(windows.stream().map(StreamingWindow::name).toList());
        for (StreamingWindow window : windows) {
            if (!window.windowResources().launches().isEmpty() && isSoon(window) && isTurn(window.name())) {
                tell(window);
            }
        }
        List<Alert> raised = raised();
        raised.stream()
                .filter(alert -> windows.stream()
                        .noneMatch(window -> window.name().equals(alert.place().subject())))
                .forEach(alert -> clear(alert.place()));
    }

    private boolean isSoon(StreamingWindow window) {
        Instant now = clock.instant();
        return window.next(now)
                .map(Occurrence::start)
                .filter(start -> start.minus(window.windowTimings().lead()).isBefore(now.plus(AHEAD)))
                .isPresent();
    }

    private boolean isTurn(String window) {
        long now = nanoTime.getAsLong();
        Long before = asked.get(window);
        if (before != null && now - before < APART.toNanos()) {
            return false;
        }
        asked.put(window, now);
        return true;
    }

    private void tell(StreamingWindow window) {
        // What has no answer now is asked again in an hour.
        Map<AlertKey, Problem> refused = refused(window, error -> !LATER.contains(error));
        Collection<AlertKey> before = raised().stream()
                .map(Alert::place)
                .filter(place -> place.subject().equals(window.name()))
                .toList();
        refused.forEach((place, problem) -> {
            if (!before.contains(place)) {
                LOG.error("{}", problem.line());
                alerts.raise(place, AlertSeverity.ERROR, problem);
            }
        });
        before.stream().filter(place -> !refused.containsKey(place)).forEach(this::clear);
    }

    private List<Alert> raised() {
        return alerts.raised(WindowAlerts.AREA).stream()
                .filter(alert -> alert.is(WindowProblemCode.LAUNCH_REFUSED))
                .toList();
    }

    private void clear(AlertKey place) {
        LOG.info("{} would be launched again", place.resource());
        alerts.clear(place);
    }

    /** By slot; machines of one slot differ in nothing that EC2 would refuse. */
    private Map<AlertKey, Problem> refused(StreamingWindow window, Predicate<Ec2Error> counts) {
        Map<AlertKey, Problem> refused = new TreeMap<>(Comparator.comparing(AlertKey::resource));
        List<LaunchSlot> slots = window.windowResources().launches();
        if (slots.isEmpty()) {
            return refused;
        }
        for (LaunchSlot slot : slots) {
            if (slot.number() == 1) {
                String resource = LaunchRules.resource(window.name(), slot.slot());
                refused(window, slot, counts)
                        .map(failure -> problem(resource, failure))
                        .ifPresent(problem ->
                                refused.put(new AlertKey(WindowAlerts.AREA, window.name(), resource), problem));
            }
        }
        return refused;
    }

    /** The first refusal of any type and subnet; that there is no capacity now says nothing about tomorrow. */
    private Optional<Ec2CallException> refused(StreamingWindow window, LaunchSlot slot, Predicate<Ec2Error> counts) {
        AccountRegion accountRegion = window.windowResources().accountRegion();
        Ec2Actions there = ec2.at(accountRegion);
        List<Ec2CallException> failures = new ArrayList<>();
        for (int choice = 0; choice < slot.choices() && failures.isEmpty(); choice++) {
            try {
                trial.tryRun(
                        accountRegion, LaunchRequests.forDryRun(window.name(), slot, clock.instant(), choice), there);
            } catch (Ec2CallException e) {
                if (counts.test(Ec2Error.of(e))) {
                    failures.add(e);
                }
            }
        }
        return failures.stream().findFirst();
    }

    private static Problem problem(String resource, Ec2CallException failure) {
        return new Problem(
                WindowProblemCode.LAUNCH_REFUSED,
                resource,
                "EC2 would refuse to launch it",
                String.valueOf(failure.getMessage()),
                Ec2Error.of(failure).fix());
    }
}
