package dev.lamplighter.window.state;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.DescribedInstances;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.plan.PlanInput;
import dev.lamplighter.window.watch.WindowAlerts;
import dev.lamplighter.window.watch.WindowClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks EC2 for the resources of occurrences and keeps the latest answer of each account and region. Not thread-safe; guarded
 * by its owner's lock.
 */
public final class RegionReaders {
    private final OccurrenceRegions places;
    private final ReconcileHistory reconcileHistory;
    private final WindowClock clock;
    private final WindowAlerts windowAlerts;
    private final DesiredResources desiredResources;
    private final Map<AccountRegion, Observation> latest = new HashMap<>();

    public RegionReaders(
            OccurrenceRegions places,
            ReconcileHistory reconcileHistory,
            WindowClock clock,
            WindowAlerts windowAlerts,
            DesiredResources desiredResources) {
        this.places = places;
        this.reconcileHistory = reconcileHistory;
        this.clock = clock;
        this.windowAlerts = windowAlerts;
        this.desiredResources = desiredResources;
    }

    public void forget() {
        latest.clear();
    }

    /**
     * What EC2 shows now.
     *
     * @param there the occurrences whose resources are asked for, all in {@code place}
     * @param entries every unfinished occurrence
     * @throws ProblemException when EC2 can't be asked
     */
    public Observation observe(
            AccountRegion accountRegion, List<JournalEntry> there, List<JournalEntry> entries, Instant now) {
        latest.remove(accountRegion);
        Ec2Reader ec2Reader =
                new Ec2Reader(places.ec2(accountRegion), accountRegion, reconcileHistory, windowAlerts, there);
        long askedAt = clock.nanos();
        DescribedInstances describedInstances = ec2Reader.instances();
        PlanInput planInput = new PlanInput(now, describedInstances, entries, reconcileHistory);
        DescribedResources describedResources = new DescribedResources(
                ec2Reader.volumes(desiredResources.timelyVolumes(there, planInput)),
                ec2Reader.elasticIps(desiredResources.timelyAddresses(there, planInput)));
        Observation observation = new Observation(askedAt, List.copyOf(there), describedInstances, describedResources);
        latest.put(accountRegion, observation);
        return observation;
    }

    /**
     * What EC2 has shown of the occurrence less than a minute ago, or shows now.
     *
     * @throws ProblemException when EC2 can't be asked
     */
    public Observation fresh(JournalEntry entry, List<JournalEntry> entries, Instant now) {
        AccountRegion accountRegion = places.of(entry);
        Observation last = latest.get(accountRegion);
        return last != null && last.covers(entry) && clock.since(last.askedAt()).compareTo(PlanInput.FRESH) <= 0
                ? last
                : observe(accountRegion, List.of(entry), entries, now);
    }

    /** All that a decision of this moment may look at. */
    public PlanInput situation(Observation observation, List<JournalEntry> entries, Instant now) {
        DescribedInstances describedInstances =
                observation.describedInstances().takenBy(now.minus(clock.since(observation.askedAt())));
        return new PlanInput(now, describedInstances, entries, reconcileHistory);
    }

    /**
     * One answer of EC2, of as many calls and pages as it took.
     *
     * @param askedAt by {@link WindowClock#nanos()}
     * @param asked the occurrences whose resources were asked for
     */
    public record Observation(
            long askedAt,
            List<JournalEntry> asked,
            DescribedInstances describedInstances,
            DescribedResources describedResources) {
        boolean covers(JournalEntry entry) {
            return asked.stream()
                    .anyMatch(one ->
                            one.window().equals(entry.window()) && one.start().equals(entry.start()));
        }
    }
}
