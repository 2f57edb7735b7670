package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * Keeps which Elastic IP is on which private address. Associating again what is associated already changes nothing; moving an
 * address, or taking the place of another, needs AllowReassociation not to be false (API reference, AssociateAddress).
 */
final class AddressAssociations {
    private final Ec2Store store;
    private final Set<String> once = new HashSet<>();

    AddressAssociations(Ec2Store store) {
        this.store = store;
    }

    AssociateAddressResponse associate(AssociateAddressRequest request) {
        StoredAddress address = address(request.allocationId(), request.publicIp());
        StoredInterface target = target(request);
        String privateIp = request.privateIpAddress() == null ? target.primaryIp() : request.privateIpAddress();
        if (!target.privateIps.contains(privateIp)) {
            throw SimulatedAwsError.badRequest(
                    "InvalidParameterValue",
                    "Invalid value '" + privateIp + "' for privateIpAddress: not assigned to interface " + target.id);
        }
        if (!address.isOn(target, privateIp)) {
            move(address, target, privateIp, !Boolean.FALSE.equals(request.allowReassociation()));
        }
        return AssociateAddressResponse.builder()
                .associationId(address.association == null ? null : address.association.id())
                .build();
    }

    /** Doing it again is no error. */
    void disassociate(DisassociateAddressRequest request) {
        String id = request.associationId();
        StoredAddress associated = store.addresses.all().stream()
                .filter(address -> address.association != null)
                .filter(address -> id == null
                        ? address.publicIp.equals(request.publicIp())
                        : Objects.requireNonNull(address.association).id().equals(id))
                .findFirst()
                .orElse(null);
        if (associated != null) {
            associated.association = null;
        } else if (id == null) {
            address(null, request.publicIp());
        } else if (!once.contains(id)) {
            throw SimulatedAwsError.badRequest(
                    "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist");
        }
    }

    private void move(StoredAddress address, StoredInterface target, String privateIp, boolean reassociate) {
        StoredAddress displaced = store.addressOn(target, privateIp);
        if (!reassociate && address.association != null) {
            throw alreadyAssociated(address.id, address.association.id());
        }
        if (!reassociate && displaced != null && displaced.association != null) {
            throw alreadyAssociated(target.id, displaced.association.id());
        }
        if (displaced != null) {
            displaced.association = null;
        }
        address.association = new StoredAddress.Association(store.newId("eipassoc"), target.id, privateIp);
        once.add(address.association.id());
    }

    private StoredAddress address(@Nullable String allocationId, @Nullable String publicIp) {
        if (allocationId != null) {
            return store.addresses.require(allocationId);
        }
        if (publicIp == null) {
            throw SimulatedAwsError.badRequest(
                    "MissingParameter", "Either 'AllocationId' or 'PublicIp' must be provided");
        }
        return store.addresses.where(address -> address.publicIp.equals(publicIp)).stream()
                .findFirst()
                .orElseThrow(() -> SimulatedAwsError.badRequest(
                        "InvalidAddress.NotFound", "Address '" + publicIp + "' not found."));
    }

    private StoredInterface target(AssociateAddressRequest request) {
        if (request.networkInterfaceId() != null) {
            if (request.instanceId() != null) {
                throw SimulatedAwsError.badRequest(
                        "InvalidParameterCombination", "You may specify an instance or an interface, but not both");
            }
            return settled(store.interfaces.require(request.networkInterfaceId()));
        }
        if (request.instanceId() == null) {
            throw SimulatedAwsError.badRequest(
                    "MissingParameter", "Either 'InstanceId' or 'NetworkInterfaceId' must be provided");
        }
        return onlyInterface(store.instances.require(request.instanceId()));
    }

    private StoredInterface onlyInterface(StoredInstance instance) {
        if (instance.is(InstanceStateName.PENDING)) {
            throw SimulatedAwsError.badRequest(
                    "InvalidInstanceID",
                    "The pending instance '" + instance.id + "' is not in a valid state for this operation.");
        }
        List<StoredInterface> attached = store.interfacesOf(instance);
        if (attached.size() > 1) {
            throw SimulatedAwsError.badRequest(
                    "InvalidInstanceID",
                    "There are multiple interfaces attached to instance '" + instance.id
                            + "'. Please specify an interface ID for the operation instead.");
        }
        if (attached.isEmpty()) {
            throw SimulatedAwsError.badRequest(
                    "InvalidInstanceID",
                    "The instance '" + instance.id + "' is not in a valid state for this operation.");
        }
        return attached.get(0);
    }

    /** While the instance of an interface comes up, EC2 refuses the interface as well. */
    private StoredInterface settled(StoredInterface networkInterface) {
        StoredInterface.Attachment attachment = networkInterface.attachment;
        StoredInstance instance = attachment == null ? null : store.instances.find(attachment.instanceId());
        if (instance != null && instance.is(InstanceStateName.PENDING)) {
            throw SimulatedAwsError.badRequest(
                    "IncorrectInstanceState",
                    "The instance to which '" + networkInterface.id
                            + "' is attached is in state 'pending-instance-creation', not in a valid state for this"
                            + " operation.");
        }
        return networkInterface;
    }

    private static SimulatedAwsError alreadyAssociated(String resource, String with) {
        return SimulatedAwsError.badRequest(
                "Resource.AlreadyAssociated",
                "resource " + resource + " is already associated with associate-id " + with);
    }
}
