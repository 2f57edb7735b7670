package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * Starts, stops, terminates and reboots instances, and knows which state allows what ("Amazon EC2 instance state changes"). A call with several
 * ids is carried out for all of them or for none.
 */
final class InstanceTransitions {
    /** Which the SDK's clients take for a passing fault and repeat. */
    private static final int SERVER_ERROR = 500;

    private final Ec2Store store;

    InstanceTransitions(Ec2Store store) {
        this.store = store;
    }

    List<InstanceStateChange> start(List<String> ids) {
        return change(ids, this::requireStartable, instance -> {
            if (instance.is(InstanceStateName.STOPPED)) {
                Phase.Reason failure = instance.nextStartFails;
                instance.nextStartFails = null;
                instance.launchTime = store.now();
                instance.impairedSince = null;
                instance.phase = failure == null
                        ? Phase.starting(store.now(), store.timing.pending())
                        : Phase.failingToStart(store.now(), store.timing.pending(), failure);
            }
        });
    }

    List<InstanceStateChange> stop(List<String> ids) {
        return change(ids, this::requireStoppable, instance -> stop(instance, Phase.Reason.BY_USER));
    }

    void stop(StoredInstance instance, Phase.Reason reason) {
        if (instance.is(InstanceStateName.RUNNING, InstanceStateName.PENDING)) {
            instance.phase = Phase.stopping(store.now(), store.timing.stopping(), reason);
        }
    }

    List<InstanceStateChange> terminate(List<String> ids) {
        return change(ids, InstanceTransitions::requireTerminable, instance -> {
            if (!instance.is(InstanceStateName.SHUTTING_DOWN, InstanceStateName.TERMINATED)) {
                instance.phase = Phase.terminating(store.now(), store.timing.shuttingDown());
            }
        });
    }

    /** EC2 only queues a reboot; no state changes. */
    void reboot(List<String> ids) {
        change(ids, this::requireRunning, instance -> {});
    }

    private List<InstanceStateChange> change(
            List<String> ids, Consumer<StoredInstance> check, Consumer<StoredInstance> deed) {
        if (ids.isEmpty()) {
            throw SimulatedAwsError.badRequest("MissingParameter", "The request must contain the parameter InstanceId");
        }
        List<StoredInstance> instances = store.requireInstances(ids);
        instances.forEach(check);
        return instances.stream()
                .map(instance -> {
                    Phase before = instance.phase;
                    deed.accept(instance);
                    return InstanceStateChange.builder()
                            .instanceId(instance.id)
                            .previousState(StoredInstanceMapper.state(before))
                            .currentState(StoredInstanceMapper.state(instance.phase))
                            .build();
                })
                .toList();
    }

    private void requireStartable(StoredInstance instance) {
        if (!instance.is(InstanceStateName.STOPPED, InstanceStateName.PENDING, InstanceStateName.RUNNING)) {
            throw incorrectState("The instance '" + instance.id + "' is not in a state from which it can be started.");
        }
        if (instance.is(InstanceStateName.STOPPED)) {
            requireCapacity(store, instance.instanceType, instance.launch.zone());
        }
    }

    static void requireCapacity(Ec2Store store, String type, String zone) {
        if (store.exhaustedTypes.contains(type) || store.exhaustedTypes.contains(type + "@" + zone)) {
            throw new SimulatedAwsError(
                    SERVER_ERROR,
                    "InsufficientInstanceCapacity",
                    "We currently do not have sufficient " + type
                            + " capacity in the Availability Zone you requested. Our system will be working on"
                            + " provisioning additional capacity.");
        }
    }

    private static void requireTerminable(StoredInstance instance) {
        if (instance.terminationProtected) {
            throw SimulatedAwsError.badRequest(
                    "OperationNotPermitted",
                    "The instance '" + instance.id
                            + "' may not be terminated. Modify its 'disableApiTermination' instance"
                            + " attribute and try again.");
        }
    }

    private void requireStoppable(StoredInstance instance) {
        if (instance.is(InstanceStateName.PENDING) && !instance.everRan) {
            throw incorrectState("The instance '" + instance.id
                    + "' has never reached the 'running' state and is not in a state from which it can be stopped.");
        }
        if (instance.is(InstanceStateName.SHUTTING_DOWN, InstanceStateName.TERMINATED)) {
            throw incorrectState("This instance '" + instance.id + "' is not in a state from which it can be stopped.");
        }
    }

    private void requireRunning(StoredInstance instance) {
        if (!instance.is(InstanceStateName.RUNNING)) {
            throw incorrectState(
                    "This instance '" + instance.id + "' is not in a state from which it can be rebooted.");
        }
    }

    private static SimulatedAwsError incorrectState(String message) {
        return SimulatedAwsError.badRequest("IncorrectInstanceState", message);
    }
}
