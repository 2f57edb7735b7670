package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.AwsFault;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;

/** ModifyInstanceAttribute, of which only the instance type is known ("Change the instance type"). */
final class InstanceAttributes {
    private final Ec2Store store;

    InstanceAttributes(Ec2Store store) {
        this.store = store;
    }

    void modify(ModifyInstanceAttributeRequest request) {
        if (request.instanceId() == null) {
            throw AwsFault.badRequest("MissingParameter", "The request must contain the parameter InstanceId");
        }
        if (request.instanceType() == null) {
            throw AwsFault.badRequest("UnsupportedOperation", "The stand-in changes nothing but the instance type.");
        }
        StoredInstance instance = store.instances.require(request.instanceId());
        String type = request.instanceType().value();
        if (type == null || InstanceType.fromValue(type) == InstanceType.UNKNOWN_TO_SDK_VERSION) {
            throw AwsFault.badRequest(
                    "InvalidInstanceAttributeValue", "Invalid value '" + type + "' for InstanceType.");
        }
        if (!instance.is(InstanceStateName.STOPPED)) {
            throw AwsFault.badRequest(
                    "IncorrectInstanceState", "The instance '" + instance.id + "' is not in the 'stopped' state.");
        }
        instance.instanceType = type;
    }
}
