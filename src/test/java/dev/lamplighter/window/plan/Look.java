package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.ec2.DescribedInstances;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.journal.SubstituteInstanceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one pass shows, put together for a test: instances, what the journal says of them, and what was seen before. */
final class Look implements CallHistory {
    static final String ID = "i-0123456789abcdef0";
    static final String OTHER = "i-0123456789abcdef1";
    static final String ENI = "eni-0123456789abcdef0";
    static final Instant START = Instant.parse("2026-11-22T14:30:00Z");
    static final Instant END = Instant.parse("2026-11-23T01:00:00Z");

    Instant now = START.plus(Duration.ofHours(1));
    Duration age = Duration.ZERO;
    boolean seenTwice = true;
    boolean missing;
    String lastError = "";
    private final Map<String, Instance> instances = new HashMap<>();
    private final Map<String, String> interfaces = new HashMap<>(Map.of(ENI, ID));
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, SubstituteInstanceType> lent = new HashMap<>();
    private final Map<String, LastCall> calls = new HashMap<>();
    private final List<OccurrenceRecord> others = new ArrayList<>();
    private final List<SlotLaunch> launches = new ArrayList<>();
    private final Set<String> claimed = new HashSet<>(Set.of(ID));
    private InstanceStartAttempts claim = InstanceStartAttempts.NAMED;

    static Look at(Instant now) {
        Look look = new Look();
        look.now = now;
        return look;
    }

    Look claim(ClaimPhase is) {
        return claim(InstanceStartAttempts.NAMED.as(is));
    }

    Look claim(InstanceStartAttempts is) {
        claim = is;
        return this;
    }

    Look instance(InstanceState state) {
        return instance(ID, state, START, null);
    }

    Look instance(InstanceState state, Instant launched, @Nullable String reason) {
        return instance(ID, state, launched, reason);
    }

    Look instance(String id, InstanceState state, Instant launched, @Nullable String reason) {
        instances.put(id, new Instance(id, state, launched, reason, null, null, Map.of()));
        return this;
    }

    /** Tags the instance, which is there already. */
    Look tagged(String key) {
        instances.computeIfPresent(
                ID, (id, is) -> new Instance(id, is.state(), is.launchTime(), null, null, null, Map.of(key, "true")));
        return this;
    }

    /** The occurrence has launched the instance for a slot. */
    Look launched(String slot, Instant requestedAt) {
        launches.add(
                SlotLaunch.requested(slot, 1, 1, "token", "", 0, requestedAt).launched(ID, ENI));
        return this;
    }

    Look launchedAnother(String slot, Instant requestedAt) {
        launches.add(
                SlotLaunch.requested(slot, 1, 1, "other", "", 0, requestedAt).launched(OTHER, ""));
        return this;
    }

    Look type(String type) {
        types.put(ID, type);
        return this;
    }

    Look lent(String original, String... given) {
        lent.put(ID, new SubstituteInstanceType(ID, original, List.of(given)));
        return this;
    }

    Look called(String resource, String action, Duration ago) {
        calls.put(resource, new LastCall(resource, action, now.minus(ago)));
        return this;
    }

    Look called(String action, Duration ago) {
        return called(ID, action, ago);
    }

    Look aged(Duration by) {
        age = by;
        return this;
    }

    Look onNothing() {
        interfaces.clear();
        return this;
    }

    Look interfaceOf(String eni, String instanceId) {
        interfaces.put(eni, instanceId);
        return this;
    }

    /** Another occurrence that is under way. */
    Look beside(OccurrenceRecord entry) {
        others.add(entry);
        return this;
    }

    PlanInput situation() {
        List<OccurrenceRecord> entries = new ArrayList<>(List.of(entry()));
        entries.addAll(others);
        return new PlanInput(now, new DescribedInstances(now.minus(age), instances, interfaces, types), entries, this);
    }

    OccurrenceRecord entry() {
        Map<String, InstanceStartAttempts> claims = new HashMap<>();
        claimed.forEach(id -> claims.put(id, claim));
        return new OccurrenceRecord("sunday", START, END, Phase.OPENING, claims, launches, List.of(), 0, lastError, "");
    }

    @Override
    public Optional<LastCall> lastCall(String resource) {
        return Optional.ofNullable(calls.get(resource));
    }

    @Override
    public Optional<SubstituteInstanceType> lentType(String instanceId) {
        return Optional.ofNullable(lent.get(instanceId));
    }

    @Override
    public boolean isSeenTwice(String instanceId) {
        return seenTwice;
    }

    @Override
    public boolean isMissing(String instanceId) {
        return missing;
    }
}
