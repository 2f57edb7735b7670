package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;

/** Answers ModifyInstanceAttribute, of which only termination protection and the instance type are known ("Change the instance type"). */
final class InstanceAttributeOperations {
    private final Ec2Store store;

    InstanceAttributeOperations(Ec2Store store) {
        this.store = store;
    }

    /** DescribeInstanceAttribute of the user data and of the termination protection. */
    DescribeInstanceAttributeResponse describe(DescribeInstanceAttributeRequest request) {
        StoredInstance instance =
                store.requireInstances(List.of(request.instanceId())).get(0);
        DescribeInstanceAttributeResponse.Builder answer =
                DescribeInstanceAttributeResponse.builder().instanceId(instance.id);
        return switch (request.attribute()) {
            case USER_DATA ->
                answer.userData(value -> value.value(instance.launch.userData()))
                        .build();
            case DISABLE_API_TERMINATION ->
                answer.disableApiTermination(value -> value.value(instance.terminationProtected))
                        .build();
            default ->
                throw SimulatedAwsError.badRequest(
                        "UnsupportedOperation", "The stand-in describes user data and termination protection alone.");
        };
    }

    void modify(ModifyInstanceAttributeRequest request) {
        if (request.instanceId() == null) {
            throw SimulatedAwsError.badRequest("MissingParameter", "The request must contain the parameter InstanceId");
        }
        if (request.disableApiTermination() != null) {
            store.requireInstances(List.of(request.instanceId())).get(0).terminationProtected =
                    Boolean.TRUE.equals(request.disableApiTermination().value());
            return;
        }
        if (request.instanceType() == null) {
            throw SimulatedAwsError.badRequest(
                    "UnsupportedOperation",
                    "The stand-in changes nothing but the instance type and the termination protection.");
        }
        StoredInstance instance = store.instances.require(request.instanceId());
        String type = request.instanceType().value();
        if (type == null || InstanceType.fromValue(type) == InstanceType.UNKNOWN_TO_SDK_VERSION) {
            throw SimulatedAwsError.badRequest(
                    "InvalidInstanceAttributeValue", "Invalid value '" + type + "' for InstanceType.");
        }
        if (!instance.is(InstanceStateName.STOPPED)) {
            throw SimulatedAwsError.badRequest(
                    "IncorrectInstanceState", "The instance '" + instance.id + "' is not in the 'stopped' state.");
        }
        instance.instanceType = type;
    }
}
