package dev.lamplighter.window.ec2;

import dev.lamplighter.fleet.Instance;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.Ec2Response;

/**
 * Passes calls on to EC2 and records the Name tags of the instances that EC2 describes on the way, so that no call is made
 * for them. Thread-safe as far as the calls are.
 */
final class InstanceNameRecorder implements Ec2Actions {
    private final Ec2Actions ec2;
    private final AccountRegion accountRegion;
    private final Map<String, NamedInstance> named = new ConcurrentHashMap<>();

    InstanceNameRecorder(Ec2Actions ec2, AccountRegion accountRegion) {
        this.ec2 = ec2;
        this.accountRegion = accountRegion;
    }

    /** Every instance that has a name and was described so far. */
    Collection<NamedInstance> named() {
        return List.copyOf(named.values());
    }

    @Override
    public DescribedInstances describe(Collection<String> instanceIds) {
        DescribedInstances described = ec2.describe(instanceIds);
        instanceIds.forEach(id -> described
                .instance(id)
                .flatMap(instance -> NamedInstance.of(instance, accountRegion))
                .ifPresentOrElse(one -> named.put(id, one), () -> named.remove(id)));
        return described;
    }

    @Override
    public List<DescribedElasticIp> describeAddresses(Collection<String> allocationIds) {
        return ec2.describeAddresses(allocationIds);
    }

    @Override
    public List<DescribedVolume> describeVolumes(Collection<String> volumeIds) {
        return ec2.describeVolumes(volumeIds);
    }

    @Override
    public @Nullable Ec2Response send(Ec2Operation operation, Ec2Request request) {
        return ec2.send(operation, request);
    }

    @Override
    public void tryRun(LaunchRequest launch) {
        ec2.tryRun(launch);
    }

    @Override
    public Map<String, LaunchedInstance> launchedWith(Collection<String> clientTokens) {
        return ec2.launchedWith(clientTokens);
    }

    @Override
    public List<Instance> describeLaunched() {
        return ec2.describeLaunched();
    }

    @Override
    public boolean admits(Ec2Operation operation, String resource) {
        return ec2.admits(operation, resource);
    }

    @Override
    public void called(Ec2Operation operation, String errorCode) {
        ec2.called(operation, errorCode);
    }

    @Override
    public Map<String, Long> calls() {
        return ec2.calls();
    }
}
