package dev.lamplighter.window.state;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.DescribedInstances;
import dev.lamplighter.window.ec2.LaunchedInstance;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.plan.PlanInput;
import dev.lamplighter.window.watch.WindowAlerts;
import dev.lamplighter.window.watch.WindowClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes the resources of occurrences in EC2 and keeps the latest answer of each account and region. Not thread-safe;
 * guarded by its owner's lock.
 */
public final class RegionObservations {
    private final OccurrenceRegions places;
    private final ObservationHistory reconcileHistory;
    private final WindowClock clock;
    private final WindowAlerts windowAlerts;
    private final DesiredAttachments desiredAttachments;
    private final Map<AccountRegion, Observation> latest = new HashMap<>();

    public RegionObservations(
            OccurrenceRegions places,
            ObservationHistory reconcileHistory,
            WindowClock clock,
            WindowAlerts windowAlerts,
            DesiredAttachments desiredAttachments) {
        this.places = places;
        this.reconcileHistory = reconcileHistory;
        this.clock = clock;
        this.windowAlerts = windowAlerts;
        this.desiredAttachments = desiredAttachments;
    }

    public void forget() {
        latest.clear();
    }

    /**
     * What EC2 shows now.
     *
     * @param there the occurrences whose resources are described, all in {@code accountRegion}
     * @param entries every unfinished occurrence
     * @throws ProblemException when EC2 can't be called
     */
    public Observation observe(
            AccountRegion accountRegion, List<OccurrenceRecord> there, List<OccurrenceRecord> entries, Instant now) {
        latest.remove(accountRegion);
        Ec2Reader ec2Reader =
                new Ec2Reader(places.ec2(accountRegion), accountRegion, reconcileHistory, windowAlerts, there);
        long askedAt = clock.nanos();
        DescribedInstances describedInstances = ec2Reader.instances();
        Map<String, LaunchedInstance> launched = ec2Reader.launched();
        PlanInput planInput = new PlanInput(now, describedInstances, entries, reconcileHistory);
        DescribedResources describedResources = new DescribedResources(
                ec2Reader.volumes(desiredAttachments.timelyVolumes(there, planInput)),
                ec2Reader.elasticIps(desiredAttachments.timelyAddresses(there, planInput)),
                launched);
        Observation observation = new Observation(askedAt, List.copyOf(there), describedInstances, describedResources);
        latest.put(accountRegion, observation);
        return observation;
    }

    /**
     * Notes what the polls of the fleet show of these occurrences while another copy acts, so that the first look after a
     * takeover is a second sighting.
     */
    public void watch(List<OccurrenceRecord> entries) {
        places.group(entries)
                .forEach((accountRegion, there) -> places.polled(accountRegion)
                        .ifPresent(polled -> there.forEach(
                                entry -> reconcileHistory.polled(entry.claims().keySet(), polled))));
    }

    /**
     * What EC2 has shown of the occurrence less than a minute ago, else what it shows now.
     *
     * @throws ProblemException when EC2 can't be called
     */
    public Observation fresh(OccurrenceRecord entry, List<OccurrenceRecord> entries, Instant now) {
        AccountRegion accountRegion = places.of(entry);
        Observation last = latest.get(accountRegion);
        return last != null && last.covers(entry) && clock.since(last.askedAt()).compareTo(PlanInput.FRESH) <= 0
                ? last
                : observe(accountRegion, List.of(entry), entries, now);
    }

    /** All data that a decision at this moment may use. */
    public PlanInput situation(Observation observation, List<OccurrenceRecord> entries, Instant now) {
        DescribedInstances describedInstances =
                observation.describedInstances().takenBy(now.minus(clock.since(observation.askedAt())));
        return new PlanInput(now, describedInstances, entries, reconcileHistory);
    }

    /**
     * An answer of EC2, from as many calls and pages as it took.
     *
     * @param askedAt by {@link WindowClock#nanos()}
     * @param asked the occurrences whose resources were described
     */
    public record Observation(
            long askedAt,
            List<OccurrenceRecord> asked,
            DescribedInstances describedInstances,
            DescribedResources describedResources) {
        boolean covers(OccurrenceRecord entry) {
            return asked.stream()
                    .anyMatch(one ->
                            one.window().equals(entry.window()) && one.start().equals(entry.start()));
        }
    }
}
