package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.WindowAddress;
import dev.lamplighter.window.ec2.AssociateAddressCall;
import dev.lamplighter.window.ec2.DescribedElasticIp;
import dev.lamplighter.window.elasticip.AddressProblems;
import dev.lamplighter.window.elasticip.AddressState;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what an open occurrence does about one of its addresses: associates it with its interface, without taking it from
 * another.
 */
public final class AddressDecisionRules {
    static final String UNSEEN = "the addresses can't be seen";

    private final PlanInput planInput;
    private final OccurrenceRecord entry;
    private final Optional<Map<String, DescribedElasticIp>> elasticIps;
    private final Instant from;

    /**
     * Makes the rules for one pass.
     *
     * @param elasticIps by allocation id, as just described; empty if EC2 could not be called
     * @param from before which nothing is associated
     */
    public AddressDecisionRules(
            PlanInput planInput,
            OccurrenceRecord entry,
            Optional<Map<String, DescribedElasticIp>> elasticIps,
            Instant from) {
        this.planInput = planInput;
        this.entry = entry;
        this.elasticIps = elasticIps;
        this.from = from;
    }

    public AddressDecision decide(WindowAddress windowAddress) {
        return new AddressDecision(entry.window(), windowAddress, verdict(windowAddress));
    }

    /** Whether describing addresses makes sense: none can be associated before one of the instances runs. */
    public static boolean isTimely(PlanInput planInput, OccurrenceRecord entry) {
        return entry.claims().keySet().stream().anyMatch(id -> isRunning(planInput, id));
    }

    private RuleResult verdict(WindowAddress windowAddress) {
        String owner = planInput.describedInstances().interfaces().get(windowAddress.eni());
        if (owner == null ? interfacesAreListed() : !entry.claims().containsKey(owner)) {
            return RuleResult.alert(Ec2StateProblems.interfaceElsewhere(windowAddress));
        }
        if (owner == null ? !isTimely(planInput, entry) : !isRunning(planInput, owner)) {
            return RuleResult.of(Action.WAIT, "its instance is not running");
        }
        if (elasticIps.isEmpty()) {
            return RuleResult.of(Action.WAIT, UNSEEN);
        }
        DescribedElasticIp describedElasticIp = elasticIps.get().get(windowAddress.eip());
        AssociateAddressCall wanted = windowAddress.association();
        AddressState addressState = AddressState.of(describedElasticIp, wanted);
        if (describedElasticIp == null || addressState == AddressState.UNKNOWN) {
            return RuleResult.alert(AddressProblems.unknown(windowAddress.eip()));
        }
        if (addressState == AddressState.IN_PLACE) {
            return RuleResult.of(Action.NONE, "in place");
        }
        if (planInput.now().isBefore(from)) {
            return RuleResult.of(Action.WAIT, "to be associated when the window opens");
        }
        if (addressState == AddressState.HELD) {
            return RuleResult.alert(AddressProblems.held(wanted, describedElasticIp));
        }
        if (planInput.isStale()) {
            return RuleResult.of(Action.WAIT, "the data is stale");
        }
        return planInput
                .recentCall(windowAddress.eip())
                .map(recent -> RuleResult.of(Action.WAIT, "the last call was " + recent.action()))
                .orElseGet(() -> RuleResult.of(Action.ASSOCIATE, "the address is free and its window is open"));
    }

    /** Some implementations of EC2 don't say which interfaces an instance has; then nothing can be concluded. */
    private boolean interfacesAreListed() {
        return planInput
                .describedInstances()
                .interfaces()
                .values()
                .containsAll(entry.claims().keySet());
    }

    private static boolean isRunning(PlanInput planInput, String instanceId) {
        return planInput.instance(instanceId).map(Instance::state).orElse(InstanceState.UNKNOWN)
                == InstanceState.RUNNING;
    }
}
