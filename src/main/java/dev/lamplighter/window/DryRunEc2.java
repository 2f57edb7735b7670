package dev.lamplighter.window;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.ec2.AssociateAddressCall;
import dev.lamplighter.window.ec2.DescribedElasticIp;
import dev.lamplighter.window.ec2.DescribedInstances;
import dev.lamplighter.window.ec2.DescribedVolume;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.LaunchRequest;
import dev.lamplighter.window.ec2.LaunchedInstance;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for EC2 in a dry run: describes the real resources as if every requested change had been made at once. It is a
 * proxy, so that methods which are added to the port later make no call either.
 */
final class DryRunEc2 {
    private static final Set<String> ASKING = Set.of("calls", "launchedWith");

    private final Ec2Actions real;
    private final InstantSource clock;
    private final Map<String, InstanceState> states = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, DescribedVolume> attached = new HashMap<>();
    private final Map<String, AssociateAddressCall> associations = new HashMap<>();
    private final Map<String, Instance> launched = new HashMap<>();

    DryRunEc2(Ec2Actions real, InstantSource clock) {
        this.real = real;
        this.clock = clock;
    }

    Ec2Actions port() {
        return (Ec2Actions) Proxy.newProxyInstance(
                Ec2Actions.class.getClassLoader(),
                new Class<?>[] {Ec2Actions.class},
                (self, method, arguments) -> answer(method, arguments == null ? new Object[0] : arguments));
    }

    private @Nullable Object answer(Method method, Object[] arguments) throws Throwable {
        if (method.getName().startsWith("describe") || ASKING.contains(method.getName())) {
            try {
                return changed(method.invoke(real, arguments));
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
        if (method.getName().equals("admits")) {
            return true;
        }
        if (method.getName().equals("run") && arguments[0] instanceof LaunchRequest launch) {
            return launched(launch);
        }
        switch (method.getName()) {
            case "start" -> states.put((String) arguments[0], InstanceState.RUNNING);
            case "stop", "hibernate" -> states.put((String) arguments[0], InstanceState.STOPPED);
            case "terminate" -> states.put((String) arguments[0], InstanceState.TERMINATED);
            case "modifyType" -> types.put((String) arguments[0], (String) arguments[1]);
            case "attachVolume" ->
                attached.put(
                        (String) arguments[0],
                        new DescribedVolume(
                                (String) arguments[0], "in-use", (String) arguments[1], (String) arguments[2]));
            case "associate" -> {
                AssociateAddressCall association = (AssociateAddressCall) arguments[0];
                associations.put(association.allocationId(), association);
            }
            default -> {
                // other changes don't show in descriptions
            }
        }
        return null;
    }

    /** An instance that runs at once, with an id that EC2 never gives. */
    private LaunchedInstance launched(LaunchRequest launch) {
        String id = "i-dry-run-" + (launched.size() + 1);
        launched.put(
                id, new Instance(id, InstanceState.RUNNING, clock.instant(), null, "0.0.0.0", null, launch.tags()));
        return new LaunchedInstance(id, interfaceOf(id), launch.clientToken());
    }

    private static String interfaceOf(String instanceId) {
        return "eni of " + instanceId;
    }

    private Object changed(Object described) {
        if (described instanceof DescribedInstances describedInstances) {
            Map<String, Instance> instances = new HashMap<>();
            describedInstances.instances().forEach((id, instance) -> instances.put(id, changed(instance)));
            instances.putAll(launched);
            Map<String, String> interfaces = new HashMap<>(describedInstances.interfaces());
            launched.keySet().forEach(id -> interfaces.put(interfaceOf(id), id));
            Map<String, String> nowTypes = new HashMap<>(describedInstances.types());
            nowTypes.putAll(types);
            return new DescribedInstances(describedInstances.takenAt(), instances, interfaces, nowTypes);
        }
        return described instanceof List<?> list
                ? list.stream().map(this::changedOne).toList()
                : described;
    }

    private Object changedOne(Object one) {
        if (one instanceof DescribedVolume volume) {
            return attached.getOrDefault(volume.id(), volume);
        }
        return one instanceof DescribedElasticIp describedElasticIp ? changed(describedElasticIp) : one;
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
        AssociateAddressCall association = associations.get(describedElasticIp.allocationId());
        return association == null
                ? describedElasticIp
                : new DescribedElasticIp(
                        describedElasticIp.allocationId(),
                        describedElasticIp.publicIp(),
                        association.networkInterfaceId(),
                        describedElasticIp.instanceId(),
                        association.privateIp(),
                        describedElasticIp.associationId());
    }
}
