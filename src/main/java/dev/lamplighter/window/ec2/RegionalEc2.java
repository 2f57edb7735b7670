package dev.lamplighter.window.ec2;

import dev.lamplighter.fleet.FleetSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Holds an EC2 client for every account and region that windows name, each made when it is first needed. Thread-safe. */
public final class RegionalEc2 {
    private final Function<AccountRegion, Ec2Actions> reach;
    private final PolledInstances polled;
    private final Map<AccountRegion, InstanceNameRecorder> reached = new ConcurrentHashMap<>();

    /** Without polls of the fleet. */
    public RegionalEc2(Function<AccountRegion, Ec2Actions> reach) {
        this(reach, PolledInstances.NONE);
    }

    /** @param polled what others have seen there */
    public RegionalEc2(Function<AccountRegion, Ec2Actions> reach, PolledInstances polled) {
        this.reach = reach;
        this.polled = polled;
    }

    public Ec2Actions at(AccountRegion accountRegion) {
        return reached.computeIfAbsent(accountRegion, there -> new InstanceNameRecorder(reach.apply(there), there));
    }

    /** What the last poll of the fleet has seen there; asks EC2 nothing. */
    public Optional<FleetSnapshot> polled(AccountRegion accountRegion) {
        return polled.latest(accountRegion);
    }

    /** The instances that have a Name tag, of those that EC2 has described so far. */
    public List<NamedInstance> named() {
        return reached.values().stream().flatMap(ec2 -> ec2.named().stream()).toList();
    }

    /** See {@link Ec2Actions#calls()}; summed over all accounts and regions. */
    public Map<String, Long> calls() {
        Map<String, Long> sum = new TreeMap<>();
        reached.values()
                .forEach(ec2 -> ec2.calls().forEach((operation, count) -> sum.merge(operation, count, Long::sum)));
        return sum;
    }
}
