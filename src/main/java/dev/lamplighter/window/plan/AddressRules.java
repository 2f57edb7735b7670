package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.Address;
import dev.lamplighter.window.ec2.ElasticIp;
import dev.lamplighter.window.journal.JournalEntry;
import java.util.Map;
import java.util.Optional;

/** What an open occurrence does about one of its addresses: have it on its interface, without taking it from another. */
public final class AddressRules {
    private final Situation situation;
    private final JournalEntry entry;
    private final Optional<Map<String, ElasticIp>> elasticIps;

    /** @param elasticIps by allocation id, as just described; empty if EC2 could not be asked */
    public AddressRules(Situation situation, JournalEntry entry, Optional<Map<String, ElasticIp>> elasticIps) {
        this.situation = situation;
        this.entry = entry;
        this.elasticIps = elasticIps;
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
            return Verdict.of(Action.WAIT, "the addresses can't be seen");
        }
        ElasticIp elasticIp = elasticIps.get().get(address.eip());
        if (elasticIp == null) {
            return Verdict.alert(Alerts.addressUnknown(address));
        }
        if (isInPlace(elasticIp, address)) {
            return Verdict.of(Action.NONE, "in place");
        }
        if (elasticIp.isAssociated()) {
            return Verdict.alert(Alerts.addressHeld(address, elasticIp));
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

    private static boolean isInPlace(ElasticIp elasticIp, Address address) {
        return address.eni().equals(elasticIp.networkInterfaceId())
                && address.onPrivateIp()
                        .map(wanted -> wanted.equals(elasticIp.privateIp()))
                        .orElse(true);
    }

    private static boolean isRunning(Situation situation, String instanceId) {
        return situation.instance(instanceId).map(Instance::state).orElse(InstanceState.UNKNOWN)
                == InstanceState.RUNNING;
    }
}
