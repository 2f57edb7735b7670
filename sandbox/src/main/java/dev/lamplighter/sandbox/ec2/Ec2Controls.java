package dev.lamplighter.sandbox.ec2;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Causes what happens to instances without an API call: failing checks, machines that turn themselves off. */
public final class Ec2Controls {
    private final Ec2Store store;

    Ec2Controls(Ec2Store store) {
        this.store = store;
    }

    /** From now on its instance status check is {@code impaired}, until repaired or started again. */
    public void failStatusCheck(String instanceId) {
        synchronized (store) {
            store.settle();
            store.instances.require(instanceId).impairedSince = store.now();
        }
    }

    public void repairStatusCheck(String instanceId) {
        synchronized (store) {
            store.instances.require(instanceId).impairedSince = null;
        }
    }

    /**
     * The next start is accepted, but goes from {@code pending} back to {@code stopped}, as when capacity ran out in
     * between.
     *
     * @param code of the StateReason, as in {@code Server.InsufficientInstanceCapacity}
     */
    public void failNextStart(String instanceId, String code, String message) {
        synchronized (store) {
            store.instances.require(instanceId).nextStartFails = new Phase.Reason(code, code + ": " + message);
        }
    }

    /** How long other calls don't know what RunInstances has launched: {@code InvalidInstanceID.NotFound}. */
    public void lagBehindLaunches(Duration lag) {
        synchronized (store) {
            store.launchLag = lag;
        }
    }

    /** From now on the image can't be launched: {@code InvalidAMIID.NotFound}. */
    public void withdrawImage(String imageId) {
        synchronized (store) {
            store.withdrawnImages.add(imageId);
        }
    }

    /** Turns the termination protection of an instance on or off, as the console does. */
    public void protectFromTermination(String instanceId, boolean on) {
        synchronized (store) {
            store.instances.require(instanceId).terminationProtected = on;
        }
    }

    /**
     * From now on no instance of the type can be started or launched: {@code InsufficientInstanceCapacity}.
     *
     * @param instanceType a type, or a type in a zone as in {@code t3.micro@us-east-1a}
     */
    public void exhaust(String instanceType) {
        synchronized (store) {
            store.exhaustedTypes.add(instanceType);
        }
    }

    /** There is capacity again. */
    public void replenish(String instanceType) {
        synchronized (store) {
            store.exhaustedTypes.remove(instanceType);
        }
    }

    /** The operating system shuts down: {@code Client.InstanceInitiatedShutdown}. */
    public void shutDownFromInside(String instanceId) {
        synchronized (store) {
            store.settle();
            new InstanceTransitions(store).stop(store.instances.require(instanceId), Phase.Reason.FROM_INSIDE);
        }
    }

    /** The user data given at launch, base64; empty when there was none. */
    public String userData(String instanceId) {
        synchronized (store) {
            return store.instances.require(instanceId).launch.userData();
        }
    }

    /** As after a request for a higher service quota. */
    public void raiseAddressQuota(int addresses) {
        synchronized (store) {
            store.addressQuota = addresses;
        }
    }

    /** The state of every instance that is still described, by id. */
    public Map<String, InstanceStateName> states() {
        synchronized (store) {
            store.settle();
            Map<String, InstanceStateName> states = new TreeMap<>();
            store.instances.all().forEach(instance -> states.put(instance.id, instance.state()));
            return states;
        }
    }

    /** Every instance that is still described, oldest first. */
    public List<String> instanceIds() {
        synchronized (store) {
            store.settle();
            return store.instances.all().stream().map(instance -> instance.id).toList();
        }
    }
}
