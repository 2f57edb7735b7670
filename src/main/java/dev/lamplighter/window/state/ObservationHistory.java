package dev.lamplighter.window.state;

import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.ec2.DescribedInstances;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.SubstituteInstanceType;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.plan.CallHistory;
import dev.lamplighter.window.plan.PlanInput;
import dev.lamplighter.window.plan.TypeChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Remembers the calls and sightings of earlier passes. How long ago they were is measured by the monotonic clock. Not
 * thread-safe; guarded by its owner's lock.
 */
public final class ObservationHistory implements CallHistory {
    /** Two sightings closer than this count as one, so that no instance is stopped on a single wrong answer. */
    private static final Duration APART = Duration.ofSeconds(10);
    /** How long EC2's answers may lag behind (AWS: "Ensure idempotency", "Eventual consistency"). */
    private static final Duration LAG = Duration.ofMinutes(5);

    private final WindowJournal journal;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Map<String, Call> calls = new HashMap<>();
    private final Map<String, SubstituteInstanceType> lentTypes = new HashMap<>();
    private final Set<String> givenBack = new HashSet<>();
    private final Map<String, Run> runs = new HashMap<>();
    private final Map<String, Long> unlistedSince = new HashMap<>();
    private boolean isLoaded;

    public ObservationHistory(WindowJournal journal, InstantSource clock, LongSupplier nanoTime) {
        this.journal = journal;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** A copy of this history for a dry run, with another journal. */
    public ObservationHistory forDryRun(WindowJournal trial) {
        ObservationHistory copy = new ObservationHistory(trial, clock, nanoTime);
        copy.calls.putAll(calls);
        copy.lentTypes.putAll(lentTypes);
        copy.givenBack.addAll(givenBack);
        copy.runs.putAll(runs);
        copy.unlistedSince.putAll(unlistedSince);
        copy.isLoaded = isLoaded;
        return copy;
    }

    /** Reads the journal, unless it was read already. */
    public void load() {
        if (isLoaded) {
            return;
        }
        forget();
        Instant now = clock.instant();
        long nanos = nanoTime.getAsLong();
        journal.lastCalls().forEach((resource, call) -> {
            Duration age = Duration.between(call.at(), now);
            boolean longAgo = age.compareTo(Duration.ofDays(1)) > 0;
            if (!longAgo) {
                calls.put(resource, new Call(call, nanos - Math.max(0, age.toNanos())));
            }
        });
        lentTypes.putAll(journal.lentTypes());
        isLoaded = true;
    }

    /**
     * Has the next {@link #load()} read everything again, because another copy has acted meanwhile. What EC2 has shown stays:
     * sightings are of one launch.
     */
    public void forget() {
        calls.clear();
        lentTypes.clear();
        givenBack.clear();
        unlistedSince.clear();
        isLoaded = false;
    }

    public void called(LastCall call) {
        calls.put(LastCall.key(call.resource()), new Call(call, nanoTime.getAsLong()));
    }

    /** The last call was not sent after all. */
    public void unsent(String resource) {
        calls.remove(LastCall.key(resource));
    }

    public void lent(TypeChange change) {
        String id = change.known().instanceId();
        lentTypes.put(id, change.known());
        if (change.isGivenBack()) {
            givenBack.add(id);
        } else {
            givenBack.remove(id);
        }
    }

    /** Corrects the times of the latest calls in the journal after the clock was set, for the next run of the service. */
    public void clockWasSet() {
        List<LastCall> latest = calls.keySet().stream()
                .map(this::lastCall)
                .flatMap(Optional::stream)
                .filter(call -> call.isWithin(PlanInput.SPACING, clock.instant()))
                .toList();
        if (!latest.isEmpty()) {
            journal.save(latest);
        }
    }

    /** Notes what EC2 answered for some instances. */
    void sighted(Collection<String> asked, DescribedInstances describedInstances) {
        long now = nanoTime.getAsLong();
        for (String id : asked) {
            Optional<Instance> instance = describedInstances.instance(id);
            if (instance.isEmpty()) {
                unlistedSince.putIfAbsent(id, now);
                runs.remove(id);
                continue;
            }
            unlistedSince.remove(id);
            note(instance.get(), now);
            describedInstances.type(id).ifPresent(type -> settleType(id, type));
        }
    }

    /** Notes what a poll of the fleet showed of some instances. */
    void polled(Collection<String> ids, FleetSnapshot polled) {
        long now = nanoTime.getAsLong();
        ids.forEach(id -> polled.instance(id).ifPresent(instance -> note(instance, now)));
    }

    private void note(Instance instance, long now) {
        if (instance.state() != InstanceState.RUNNING) {
            runs.remove(instance.id());
            return;
        }
        Run run = runs.get(instance.id());
        if (run == null || !run.launchTime().equals(instance.launchTime())) {
            runs.put(instance.id(), new Run(instance.launchTime(), now, now));
        } else {
            runs.put(instance.id(), new Run(run.launchTime(), run.first(), now));
        }
    }

    /**
     * Forgets the original type of an instance that has it again, or that a person has given another one. If the service
     * hasn't given it back, this waits for a second sighting, because EC2 may not show the substitute type yet.
     */
    private void settleType(String instanceId, String type) {
        SubstituteInstanceType known = lentTypes.get(instanceId);
        if (known == null || known.isLent(type)) {
            return;
        }
        boolean lagging = lastCall(instanceId)
                .filter(call -> call.isWithin(LAG, clock.instant()))
                .isPresent();
        if (givenBack.contains(instanceId) || !lagging) {
            journal.forgetLentType(instanceId);
            lentTypes.remove(instanceId);
            givenBack.remove(instanceId);
        }
    }

    /** The last call, with its time by the clock as it is set now. */
    @Override
    public Optional<LastCall> lastCall(String resource) {
        return Optional.ofNullable(calls.get(LastCall.key(resource))).map(known -> {
            Duration age = Duration.ofNanos(nanoTime.getAsLong() - known.nanos());
            return new LastCall(resource, known.call().action(), clock.instant().minus(age));
        });
    }

    @Override
    public Optional<SubstituteInstanceType> lentType(String instanceId) {
        return Optional.ofNullable(lentTypes.get(instanceId));
    }

    @Override
    public boolean isSeenTwice(String instanceId) {
        Run run = runs.get(instanceId);
        return run != null && run.last() - run.first() >= APART.toNanos();
    }

    @Override
    public boolean isMissing(String instanceId) {
        Long since = unlistedSince.get(instanceId);
        return since != null && nanoTime.getAsLong() - since >= LAG.toNanos();
    }

    private record Call(LastCall call, long nanos) {}

    /** When an instance was first and last seen since one launch. */
    private record Run(Instant launchTime, long first, long last) {}
}
