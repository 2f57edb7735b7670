package dev.lamplighter.window.state;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.DescribedElasticIp;
import dev.lamplighter.window.ec2.DescribedInstances;
import dev.lamplighter.window.ec2.DescribedVolume;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.ec2.Ec2Error;
import dev.lamplighter.window.ec2.LaunchedInstance;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.watch.WindowAlerts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Describes the resources of some occurrences, all in one account and region. */
public final class Ec2Reader {
    private static final String INSTANCES = "instances";
    /** The most windows that a problem names; an alert keeps 2000 letters. */
    private static final int MOST_NAMED = 12;

    private final Ec2Actions ec2;
    private final AccountRegion accountRegion;
    private final ObservationHistory reconcileHistory;
    private final WindowAlerts windowAlerts;
    private final List<OccurrenceRecord> entries;

    /** @param entries the occurrences whose resources are described */
    public Ec2Reader(
            Ec2Actions ec2,
            AccountRegion accountRegion,
            ObservationHistory reconcileHistory,
            WindowAlerts windowAlerts,
            List<OccurrenceRecord> entries) {
        this.ec2 = ec2;
        this.accountRegion = accountRegion;
        this.reconcileHistory = reconcileHistory;
        this.windowAlerts = windowAlerts;
        this.entries = List.copyOf(entries);
    }

    /**
     * Describes the instances of the occurrences, except released ones.
     *
     * @throws ProblemException when EC2 can't be called
     */
    public DescribedInstances instances() {
        TreeSet<String> ids = new TreeSet<>();
        entries.forEach(entry -> entry.claims().forEach((id, claim) -> {
            if (claim.claimPhase() != ClaimPhase.RELEASED) {
                ids.add(id);
            }
        }));
        String where = where(INSTANCES);
        try {
            DescribedInstances describedInstances = ec2.describe(ids);
            reconcileHistory.sighted(ids, describedInstances);
            windowAlerts.settled(where, where, "seen again");
            return describedInstances;
        } catch (Ec2CallException e) {
            throw new ProblemException(told(INSTANCES, e), e);
        }
    }

    /**
     * Describes these instances.
     *
     * @throws ProblemException when EC2 can't be called; that is not reported otherwise
     */
    public DescribedInstances instances(Collection<String> instanceIds) {
        try {
            return ec2.describe(instanceIds);
        } catch (Ec2CallException e) {
            throw new ProblemException(unanswered(INSTANCES, e), e);
        }
    }

    /**
     * Finds what was launched without an answer, by client token.
     *
     * @throws ProblemException when EC2 can't be called
     */
    Map<String, LaunchedInstance> launched() {
        List<String> tokens = entries.stream()
                .flatMap(entry -> entry.unanswered().stream())
                .map(SlotLaunch::clientToken)
                .toList();
        try {
            return tokens.isEmpty() ? Map.of() : ec2.launchedWith(tokens);
        } catch (Ec2CallException e) {
            throw new ProblemException(told(INSTANCES, e), e);
        }
    }

    /** The addresses by allocation id; empty when EC2 can't be called, and then no address is changed. */
    Optional<Map<String, DescribedElasticIp>> elasticIps(Collection<String> allocationIds) {
        if (allocationIds.isEmpty()) {
            return Optional.of(Map.of());
        }
        String where = where("addresses");
        try {
            Map<String, DescribedElasticIp> found = new HashMap<>();
            ec2.describeAddresses(allocationIds)
                    .forEach(describedElasticIp -> found.put(describedElasticIp.allocationId(), describedElasticIp));
            windowAlerts.settled(where, where, "seen again");
            return Optional.of(found);
        } catch (Ec2CallException e) {
            told("addresses", e);
            return Optional.empty();
        }
    }

    /** The volumes by id; empty when EC2 can't be called, and then no volume is changed. */
    Optional<Map<String, DescribedVolume>> volumes(Collection<String> volumeIds) {
        if (volumeIds.isEmpty()) {
            return Optional.of(Map.of());
        }
        String where = where("volumes");
        try {
            Map<String, DescribedVolume> found = new HashMap<>();
            ec2.describeVolumes(volumeIds).forEach(volume -> found.put(volume.id(), volume));
            windowAlerts.settled(where, where, "seen again");
            return Optional.of(found);
        } catch (Ec2CallException e) {
            told("volumes", e);
            return Optional.empty();
        }
    }

    private Problem told(String what, Ec2CallException e) {
        Problem problem = unanswered(what, e);
        windowAlerts.unanswered(where(what), problem, Ec2Error.of(e).severity());
        return problem;
    }

    private Problem unanswered(String what, Ec2CallException e) {
        return new Problem(
                WindowProblemCode.EC2_UNREACHABLE,
                where(what),
                "EC2 can't be asked" + (entries.isEmpty() ? "" : " for " + sufferers()),
                String.valueOf(e.getMessage()),
                "check the network, the credentials and the region; nothing is started or stopped until then");
    }

    /** The windows affected, and until when. */
    private String sufferers() {
        List<String> windows = entries.stream()
                .map(entry -> entry.window() + " (" + entry.start() + " to " + entry.end() + ")")
                .sorted()
                .toList();
        return windows.size() <= MOST_NAMED
                ? String.join(", ", windows)
                : String.join(", ", windows.subList(0, MOST_NAMED)) + " and " + (windows.size() - MOST_NAMED) + " more";
    }

    private String where(String what) {
        return (what + " " + accountRegion.words()).strip();
    }
}
