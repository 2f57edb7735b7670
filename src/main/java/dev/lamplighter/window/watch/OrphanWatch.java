package dev.lamplighter.window.watch;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.ec2.LaunchRequest;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.journal.WindowJournal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports instances that have the tag of a launch and that no unfinished occurrence knows. It terminates nothing: another
 * Lamplighter of the same account may have launched them. Thread-safe.
 */
public final class OrphanWatch {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanWatch.class);

    /** What is younger may still be on its way into the journal of another copy. */
    private static final Duration YOUNG = Duration.ofMinutes(10);

    private final RegionalEc2 ec2;
    private final WindowJournal journal;
    private final AlertSink alerts;
    private final InstantSource clock;

    public OrphanWatch(RegionalEc2 ec2, WindowJournal journal, AlertSink alerts, InstantSource clock) {
        this.ec2 = ec2;
        this.journal = journal;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * An instance that was launched and that no unfinished occurrence knows.
     *
     * @param accountRegion where it runs
     */
    public record Orphan(Instance instance, AccountRegion accountRegion) {
        /** The window that it was launched for, as its tag says. */
        public String window() {
            return tag("lamplighter-window").orElse("an unknown window");
        }

        /** The slot that it was launched for, as its tag says. */
        public String slot() {
            return tag("lamplighter-slot").orElse("slot");
        }

        /** The start of the occurrence that it was launched for; its own where the tag is gone. */
        public Instant occurrence() {
            try {
                return tag("lamplighter-occurrence").map(Instant::parse).orElse(instance.launchTime());
            } catch (DateTimeException e) {
                return instance.launchTime();
            }
        }

        /** The client token of its launch. */
        public String token() {
            return tag(LaunchRequest.TAG).orElse("");
        }

        /** Its state, its launch and what for, in a sentence without a full stop. */
        public String words() {
            return tag("Name").orElse("nameless") + " (" + instance.id() + "), "
                    + instance.state().awsName() + ", launched " + instance.launchTime() + " for the occurrence of "
                    + window() + " at " + occurrence()
                    + (accountRegion.equals(AccountRegion.OWN) ? "" : ", " + accountRegion.words());
        }

        private Optional<String> tag(String key) {
            return Optional.ofNullable(instance.tags().get(key)).filter(value -> !value.isBlank());
        }
    }

    /**
     * Asks EC2 wherever windows launch, and in the service's own account and region, since a window that has launched there may be gone.
     *
     * @throws Ec2CallException when EC2 can't be asked somewhere
     */
    public List<Orphan> find(List<StreamingWindow> windows) {
        Set<AccountRegion> asked = new HashSet<>(places(windows));
        asked.add(AccountRegion.OWN);
        List<Orphan> orphans = new ArrayList<>();
        for (AccountRegion accountRegion : asked) {
            orphans.addAll(find(accountRegion));
        }
        return orphans;
    }

    private List<Orphan> find(AccountRegion accountRegion) {
        List<Instance> launched = ec2.at(accountRegion).describeLaunched();
        // Read afterwards: what was launched meanwhile was in the journal before.
        Set<String> known = journal.unfinished().stream()
                .flatMap(entry -> entry.launches().stream())
                .map(SlotLaunch::clientToken)
                .collect(Collectors.toCollection(HashSet::new));
        Instant old = clock.instant().minus(YOUNG);
        return launched.stream()
                .filter(instance -> instance.launchTime().isBefore(old))
                .map(instance -> new Orphan(instance, accountRegion))
                .filter(orphan -> !known.contains(orphan.token()))
                .toList();
    }

    private static Set<AccountRegion> places(List<StreamingWindow> windows) {
        return windows.stream()
                .filter(window -> !window.windowResources().launches().isEmpty())
                .map(window -> window.windowResources().accountRegion())
                .collect(Collectors.toSet());
    }

    /** Raises an alert for each, and clears those that are over; where EC2 can't be asked, alerts stay as they are. */
    public void look(List<StreamingWindow> windows) {
        Map<AlertKey, Orphan> orphans = new TreeMap<>(Comparator.comparing(AlertKey::resource));
        boolean isWhole = true;
        for (AccountRegion accountRegion : places(windows)) {
            try {
                find(accountRegion).forEach(orphan -> orphans.put(place(orphan), orphan));
            } catch (Ec2CallException e) {
                isWhole = false; // the windows there tell it, and the next look asks again
                LOG.info("can't look for orphans {}: {}", accountRegion.words(), e.getMessage());
            }
        }
        List<AlertKey> before = alerts.raised(WindowAlerts.AREA).stream()
                .filter(alert -> alert.is(WindowProblemCode.ORPHAN))
                .map(Alert::place)
                .toList();
        orphans.forEach((place, orphan) -> {
            if (!before.contains(place)) {
                LOG.error("{}", problem(orphan).line());
                alerts.raise(place, AlertSeverity.ERROR, problem(orphan));
            }
        });
        if (isWhole) {
            before.stream().filter(place -> !orphans.containsKey(place)).forEach(place -> {
                LOG.info("{} is no orphan any more", place.resource());
                alerts.clear(place);
            });
        }
    }

    private static AlertKey place(Orphan orphan) {
        return new AlertKey(
                WindowAlerts.AREA, orphan.window(), orphan.instance().id() + " orphan");
    }

    private static Problem problem(Orphan orphan) {
        return new Problem(
                WindowProblemCode.ORPHAN,
                orphan.instance().id(),
                "runs, was launched by this service or one like it, and no window knows it",
                orphan.words(),
                "if nobody needs it: bin/lamplighter windows terminate-orphan "
                        + orphan.instance().id());
    }
}
