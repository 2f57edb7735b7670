package dev.lamplighter.fleet.check;

import dev.lamplighter.fleet.FleetHealth;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceHealth;
import dev.lamplighter.fleet.InstanceHealth.Verdict;
import dev.lamplighter.fleet.InstanceState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the latest results of all checks. Only running instances have any: EC2's own checks come with each poll, the
 * declared ones by {@link #report}. Thread-safe; whether a check has failed is answered without waiting.
 */
public final class CheckBoard implements FleetHealth, ChecksMXBean {
    private static final Logger LOG = LoggerFactory.getLogger(CheckBoard.class);
    private static final String EC2 = "ec2";
    /** The threshold of checks that are not declared: an operator's own routes report them. */
    private static final MOutOfNThreshold AT_ONCE = new MOutOfNThreshold(1, 1);
    /** The hysteresis of EC2's checks, which EC2 itself has smoothed already. */
    private static final Hysteresis NONE = new Hysteresis(AT_ONCE, AT_ONCE);

    private final InstantSource clock;
    private final Map<String, CheckDeclaration> declared;
    private final Map<String, Set<String>> running = new HashMap<>();
    private final Map<String, Map<String, Entry>> entries = new TreeMap<>();
    private volatile Map<String, InstanceHealth> impaired = Map.of();

    /** A result and the hysteresis that it came from. */
    private record Entry(CheckResult result, Hysteresis hysteresis) {}

    /**
     * Makes a board without results.
     *
     * @param declared the checks with their thresholds; a check of another name fails and recovers at once
     */
    public CheckBoard(Collection<CheckDeclaration> declared, InstantSource clock) {
        this.declared = declared.stream().collect(Collectors.toMap(CheckDeclaration::name, check -> check));
        this.clock = clock;
    }

    /** Takes a complete poll: updates EC2's own checks and drops the results of instances that don't run. */
    public synchronized void update(String source, FleetSnapshot fleet) {
        Set<String> before = running.getOrDefault(source, Set.of());
        Set<String> now = fleet.instances().stream()
                .filter(instance -> instance.state() == InstanceState.RUNNING)
                .map(Instance::id)
                .collect(Collectors.toSet());
        running.put(source, now);
        boolean changed = false;
        for (String id : before) {
            changed |= !now.contains(id) && entries.remove(id) != null;
        }
        for (Instance instance : fleet.instances()) {
            if (now.contains(instance.id())) {
                changed |= updateEc2(instance, fleet.takenAt());
            }
        }
        if (changed) {
            publish();
        }
    }

    /**
     * Takes the result of a check; that of an instance which isn't known to run is dropped.
     *
     * @param check its name
     * @param reason in a few words, for people
     */
    public synchronized void report(String instanceId, String check, boolean passed, String reason) {
        if (running.values().stream().noneMatch(ids -> ids.contains(instanceId))) {
            return;
        }
        CheckDeclaration declaration = declared.get(check);
        Entry before = entries.getOrDefault(instanceId, Map.of()).get(check);
        Hysteresis hysteresis = before != null
                ? before.hysteresis()
                : declaration == null
                        ? new Hysteresis(AT_ONCE, AT_ONCE)
                        : new Hysteresis(declaration.failsAfter(), declaration.recoversAfter());
        Verdict verdict = hysteresis.take(passed);
        Instant since = before != null && before.result().verdict() == verdict
                ? before.result().since()
                : clock.instant();
        put(new CheckResult(instanceId, check, verdict, since, reason), hysteresis);
        if (before == null || before.result().verdict() != verdict) {
            publish();
        }
    }

    @Override
    public synchronized InstanceHealth of(String instanceId) {
        Collection<Entry> results = entries.getOrDefault(instanceId, Map.of()).values();
        List<String> reasons = results.stream()
                .map(Entry::result)
                .filter(result -> result.verdict() == Verdict.IMPAIRED)
                .map(result -> result.check() + ": " + result.reason())
                .toList();
        if (!reasons.isEmpty()) {
            return new InstanceHealth(instanceId, Verdict.IMPAIRED, reasons);
        }
        boolean ok = results.stream().anyMatch(entry -> entry.result().verdict() == Verdict.OK);
        return ok ? new InstanceHealth(instanceId, Verdict.OK, List.of()) : InstanceHealth.unknown(instanceId);
    }

    @Override
    public boolean failed(String instanceId) {
        return impaired.containsKey(instanceId);
    }

    @Override
    public int getImpaired() {
        return impaired.size();
    }

    @Override
    public synchronized Map<String, String> getResults() {
        Map<String, String> lines = new TreeMap<>();
        entries.forEach((id, results) -> results.forEach(
                (check, entry) -> lines.put(id + " " + check, entry.result().line())));
        return lines;
    }

    /** Updates EC2's checks of an instance; returns whether a result has changed. */
    private boolean updateEc2(Instance instance, Instant at) {
        Verdict verdict = instance.checks().verdict();
        String reason = instance.checks().summary();
        Entry before = entries.getOrDefault(instance.id(), Map.of()).get(EC2);
        boolean same = before != null && before.result().verdict() == verdict;
        if (before != null && same && before.result().reason().equals(reason)) {
            return false;
        }
        Instant since = before != null && same ? before.result().since() : at;
        put(new CheckResult(instance.id(), EC2, verdict, since, reason), NONE);
        return true;
    }

    private void put(CheckResult result, Hysteresis hysteresis) {
        Map<String, Entry> results = entries.computeIfAbsent(result.instanceId(), first -> new TreeMap<>());
        Entry before = results.put(result.check(), new Entry(result, hysteresis));
        boolean was = before != null && before.result().verdict() == Verdict.IMPAIRED;
        boolean is = result.verdict() == Verdict.IMPAIRED;
        if (is && !was) {
            LOG.warn(
                    "check failed instanceId={} check={} reason=\"{}\"",
                    result.instanceId(),
                    result.check(),
                    result.reason());
        } else if (was && !is) {
            LOG.info(
                    "check no longer fails instanceId={} check={} verdict={}",
                    result.instanceId(),
                    result.check(),
                    result.verdict());
        }
    }

    /** Makes the verdicts visible to readers, which don't wait for the lock. */
    private void publish() {
        Map<String, InstanceHealth> found = new HashMap<>();
        for (String id : entries.keySet()) {
            InstanceHealth health = of(id);
            if (health.failed()) {
                found.put(id, health);
            }
        }
        impaired = Map.copyOf(found);
    }
}
