package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.Address;
import dev.lamplighter.window.ec2.Association;
import dev.lamplighter.window.ec2.ElasticIp;
import dev.lamplighter.window.elasticip.AddressProblems;
import dev.lamplighter.window.elasticip.Placement;
import dev.lamplighter.window.journal.JournalEntry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What an open occurrence does about one of its addresses: have it on its interface, without taking it from another. */
public final class AddressRules {
    static final String UNSEEN = "the addresses can't be seen";

    private final Situation situation;
    private final JournalEntry entry;
    private final Optional<Map<String, ElasticIp>> elasticIps;
    private final Instant from;

    /**
     * Rules for one look.
     *
     * @param elasticIps by allocation id, as just described; empty if EC2 could not be asked
     * @param from before which nothing is associated
     */
    public AddressRules(
            Situation situation, JournalEntry entry, Optional<Map<String, ElasticIp>> elasticIps, Instant from) {
        this.situation = situation;
        this.entry = entry;
        this.elasticIps = elasticIps;
        this.from = from;
    }

    public AddressDecision decide(Address address) {
        return new AddressDecision(entry.window(), address, verdict(address));
    }

    /** Whether looking at addresses makes sense: none can be associated before one of the instances runs. */
    public static boolean isTimely(Situation situation, JournalEntry entry) {
        return entry.claims().keySet().stream().anyMatch(id -> isRunning(situation, id));
    }

    private Verdict verdict(Address address) {
        String owner = situation.sighting().interfaces().get(address.eni());
        if (owner == null ? interfacesAreListed() : !entry.claims().containsKey(owner)) {
            return Verdict.alert(Alerts.interfaceElsewhere(address));
        }
        if (owner == null ? !isTimely(situation, entry) : !isRunning(situation, owner)) {
            return Verdict.of(Action.WAIT, "its instance is not running");
        }
        if (elasticIps.isEmpty()) {
            return Verdict.of(Action.WAIT, UNSEEN);
        }
        ElasticIp elasticIp = elasticIps.get().get(address.eip());
        Association wanted = address.association();
        Placement placement = Placement.of(elasticIp, wanted);
        if (elasticIp == null || placement == Placement.UNKNOWN) {
            return Verdict.alert(AddressProblems.unknown(address.eip()));
        }
        if (placement == Placement.IN_PLACE) {
            return Verdict.of(Action.NONE, "in place");
        }
        if (situation.now().isBefore(from)) {
            return Verdict.of(Action.WAIT, "to be associated when the window opens");
        }
        if (placement == Placement.HELD) {
            return Verdict.alert(AddressProblems.held(wanted, elasticIp));
        }
        if (situation.isStale()) {
            return Verdict.of(Action.WAIT, "the data is stale");
        }
        return situation
                .recentCall(address.eip())
                .map(recent -> Verdict.of(Action.WAIT, "the last call was " + recent.action()))
                .orElseGet(() -> Verdict.of(Action.ASSOCIATE, "the address is free and its window is open"));
    }

    /** Some implementations of EC2 don't say which interfaces an instance has; then nothing can be concluded. */
    private boolean interfacesAreListed() {
        return situation
                .sighting()
                .interfaces()
                .values()
                .containsAll(entry.claims().keySet());
    }

    private static boolean isRunning(Situation situation, String instanceId) {
        return situation.instance(instanceId).map(Instance::state).orElse(InstanceState.UNKNOWN)
                == InstanceState.RUNNING;
    }
}
