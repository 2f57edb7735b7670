package dev.lamplighter.window;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.ec2.DescribedElasticIp;
import dev.lamplighter.window.ec2.DescribedInstances;
import dev.lamplighter.window.ec2.DescribedVolume;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.Ec2Operation;
import dev.lamplighter.window.ec2.LaunchRequest;
import dev.lamplighter.window.ec2.LaunchedInstance;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.Ec2Response;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;

/** Stands in for EC2 in a dry run: describes the real resources as if every requested change had been made at once. */
final class DryRunEc2 implements Ec2Actions {
    private final Ec2Actions real;
    private final InstantSource clock;
    private final Map<String, InstanceState> states = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, DescribedVolume> attached = new HashMap<>();
    private final Map<String, AssociateAddressRequest> associations = new HashMap<>();
    private final Map<String, Instance> launched = new HashMap<>();

    DryRunEc2(Ec2Actions real, InstantSource clock) {
        this.real = real;
        this.clock = clock;
    }

    @Override
    public @Nullable Ec2Response send(Ec2Operation operation, Ec2Request request) {
        if (request instanceof RunInstancesRequest run) {
            return launched(run);
        }
        if (request instanceof StartInstancesRequest start) {
            start.instanceIds().forEach(id -> states.put(id, InstanceState.RUNNING));
        } else if (request instanceof StopInstancesRequest stop) {
            stop.instanceIds().forEach(id -> states.put(id, InstanceState.STOPPED));
        } else if (request instanceof TerminateInstancesRequest terminate) {
            terminate.instanceIds().forEach(id -> states.put(id, InstanceState.TERMINATED));
        } else if (request instanceof ModifyInstanceAttributeRequest modify) {
            types.put(modify.instanceId(), modify.instanceType().value());
        } else if (request instanceof AttachVolumeRequest attach) {
            attached.put(
                    attach.volumeId(),
                    new DescribedVolume(attach.volumeId(), "in-use", attach.instanceId(), attach.device()));
        } else if (request instanceof AssociateAddressRequest association) {
            associations.put(association.allocationId(), association);
        }
        return null; // other changes don't show in descriptions
    }

    /** An instance that runs at once, with an id that EC2 never gives. */
    private RunInstancesResponse launched(RunInstancesRequest run) {
        String id = "i-dry-run-" + (launched.size() + 1);
        Map<String, String> tags = run.tagSpecifications().stream()
                .filter(tagged -> tagged.resourceType() == ResourceType.INSTANCE)
                .flatMap(tagged -> tagged.tags().stream())
                .collect(Collectors.toMap(Tag::key, Tag::value));
        launched.put(id, new Instance(id, InstanceState.RUNNING, clock.instant(), null, "0.0.0.0", null, tags));
        InstanceNetworkInterface eni = InstanceNetworkInterface.builder()
                .networkInterfaceId(interfaceOf(id))
                .build();
        return RunInstancesResponse.builder()
                .instances(software.amazon.awssdk.services.ec2.model.Instance.builder()
                        .instanceId(id)
                        .networkInterfaces(eni)
                        .build())
                .build();
    }

    @Override
    public void tryRun(LaunchRequest launch) {
        // would change nothing
    }

    @Override
    public boolean admits(Ec2Operation operation, String resource) {
        return true;
    }

    @Override
    public void called(Ec2Operation operation, String errorCode) {
        // no call was made
    }

    @Override
    public Map<String, Long> calls() {
        return real.calls();
    }

    @Override
    public Map<String, LaunchedInstance> launchedWith(Collection<String> clientTokens) {
        return real.launchedWith(clientTokens);
    }

    @Override
    public List<Instance> describeLaunched() {
        return real.describeLaunched();
    }

    @Override
    public DescribedInstances describe(Collection<String> instanceIds) {
        DescribedInstances described = real.describe(instanceIds);
        Map<String, Instance> instances = new HashMap<>();
        described.instances().forEach((id, instance) -> instances.put(id, changed(instance)));
        instances.putAll(launched);
        Map<String, String> interfaces = new HashMap<>(described.interfaces());
        launched.keySet().forEach(id -> interfaces.put(interfaceOf(id), id));
        Map<String, String> nowTypes = new HashMap<>(described.types());
        nowTypes.putAll(types);
        return new DescribedInstances(described.takenAt(), instances, interfaces, nowTypes);
    }

    @Override
    public List<DescribedElasticIp> describeAddresses(Collection<String> allocationIds) {
        return real.describeAddresses(allocationIds).stream().map(this::changed).toList();
    }

    @Override
    public List<DescribedVolume> describeVolumes(Collection<String> volumeIds) {
        return real.describeVolumes(volumeIds).stream()
                .map(volume -> attached.getOrDefault(volume.id(), volume))
                .toList();
    }

    private static String interfaceOf(String instanceId) {
        return "eni of " + instanceId;
    }

    private Instance changed(Instance instance) {
        InstanceState state = states.get(instance.id());
        return state == null
                ? instance
                : new Instance(
                        instance.id(),
                        state,
                        state == InstanceState.RUNNING ? clock.instant() : instance.launchTime(),
                        instance.stateReasonCode(),
                        instance.privateIp(),
                        instance.publicIp(),
                        instance.tags(),
                        instance.checks());
    }

    private DescribedElasticIp changed(DescribedElasticIp describedElasticIp) {
        AssociateAddressRequest association = associations.get(describedElasticIp.allocationId());
        return association == null
                ? describedElasticIp
                : new DescribedElasticIp(
                        describedElasticIp.allocationId(),
                        describedElasticIp.publicIp(),
                        association.networkInterfaceId(),
                        describedElasticIp.instanceId(),
                        association.privateIpAddress(),
                        describedElasticIp.associationId());
    }
}
