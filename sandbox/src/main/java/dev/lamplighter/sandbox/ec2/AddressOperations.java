package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;

/** Allocates, describes and releases Elastic IPs. They stay associated while an instance is stopped and started. */
final class AddressOperations {
    private final Ec2Store store;
    private final Filters<StoredAddress> filters;

    AddressOperations(Ec2Store store) {
        this.store = store;
        this.filters = new Filters<>(properties());
    }

    AllocateAddressResponse allocate(AllocateAddressRequest request) {
        if (store.addresses.all().size() >= store.addressQuota) {
            throw SimulatedAwsError.badRequest(
                    "AddressLimitExceeded", "The maximum number of addresses has been reached.");
        }
        StoredAddress address = new StoredAddress(store, store.newId("eipalloc"), store.newElasticIp());
        request.tagSpecifications().forEach(tags -> address.tag(tags.tags()));
        store.addresses.add(address);
        return AllocateAddressResponse.builder()
                .allocationId(address.id)
                .publicIp(address.publicIp)
                .domain("vpc")
                .publicIpv4Pool("amazon")
                .networkBorderGroup(Ec2Store.REGION)
                .build();
    }

    void release(ReleaseAddressRequest request) {
        if (request.allocationId() == null) {
            throw SimulatedAwsError.badRequest(
                    "MissingParameter", "The request must contain the parameter AllocationId");
        }
        StoredAddress address = store.addresses.require(request.allocationId());
        if (address.association != null) {
            throw SimulatedAwsError.badRequest("InvalidIPAddress.InUse", "Address " + address.publicIp + " is in use.");
        }
        store.addresses.remove(address);
    }

    DescribeAddressesResponse describe(DescribeAddressesRequest request) {
        List<StoredAddress> asked = store.addresses.requireOrAll(request.allocationIds()).stream()
                .filter(address ->
                        request.publicIps().isEmpty() || request.publicIps().contains(address.publicIp))
                .toList();
        for (String publicIp : request.publicIps()) {
            if (asked.stream().noneMatch(address -> address.publicIp.equals(publicIp))) {
                throw SimulatedAwsError.badRequest("InvalidAddress.NotFound", "Address '" + publicIp + "' not found.");
            }
        }
        return DescribeAddressesResponse.builder()
                .addresses(filters.apply(asked, request.filters()).stream()
                        .map(this::describe)
                        .toList())
                .build();
    }

    private Address describe(StoredAddress address) {
        StoredAddress.Association association = address.association;
        return Address.builder()
                .allocationId(address.id)
                .publicIp(address.publicIp)
                .domain("vpc")
                .publicIpv4Pool("amazon")
                .networkBorderGroup(Ec2Store.REGION)
                .associationId(association == null ? null : association.id())
                .networkInterfaceId(association == null ? null : association.interfaceId())
                .networkInterfaceOwnerId(association == null ? null : Ec2Store.ACCOUNT)
                .privateIpAddress(association == null ? null : association.privateIp())
                .instanceId(instanceId(address))
                .tags(address.sdkTags())
                .build();
    }

    private @Nullable String instanceId(StoredAddress address) {
        StoredInterface networkInterface =
                address.association == null ? null : store.interfaces.find(address.association.interfaceId());
        return networkInterface == null || networkInterface.attachment == null
                ? null
                : networkInterface.attachment.instanceId();
    }

    private Map<String, Function<StoredAddress, Collection<String>>> properties() {
        Map<String, Function<StoredAddress, Collection<String>>> properties = new HashMap<>();
        properties.put("allocation-id", address -> List.of(address.id));
        properties.put("public-ip", address -> List.of(address.publicIp));
        properties.put("domain", address -> List.of("vpc"));
        properties.put("instance-id", address -> InstanceDescriptions.some(instanceId(address)));
        properties.put("association-id", of(StoredAddress.Association::id));
        properties.put("network-interface-id", of(StoredAddress.Association::interfaceId));
        properties.put("private-ip-address", of(StoredAddress.Association::privateIp));
        return properties;
    }

    private static Function<StoredAddress, Collection<String>> of(
            Function<StoredAddress.Association, String> property) {
        return address -> address.association == null ? List.of() : List.of(property.apply(address.association));
    }
}
