package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.PrivateIpAddressSpecification;

/** Makes network interfaces, attaches them to instances and describes them. */
final class NetworkInterfaces {
    private final Ec2Store store;
    private final Filters<StoredInterface> filters;

    NetworkInterfaces(Ec2Store store) {
        this.store = store;
        this.filters = new Filters<>(properties());
    }

    CreateNetworkInterfaceResponse create(CreateNetworkInterfaceRequest request) {
        List<String> ips = new ArrayList<>();
        ips.add(request.privateIpAddress() == null ? store.newPrivateIp() : request.privateIpAddress());
        request.privateIpAddresses().stream()
                .map(PrivateIpAddressSpecification::privateIpAddress)
                .filter(ip -> !ips.contains(ip))
                .forEach(ips::add);
        StoredInterface made = new StoredInterface(
                store,
                store.newId("eni"),
                Ec2Store.DEFAULT_ZONE,
                ips,
                request.description() == null ? "" : request.description());
        request.tagSpecifications().forEach(tags -> made.tag(tags.tags()));
        store.interfaces.add(made);
        return CreateNetworkInterfaceResponse.builder()
                .networkInterface(describe(made))
                .build();
    }

    DescribeNetworkInterfacesResponse describe(DescribeNetworkInterfacesRequest request) {
        Page<StoredInterface> page = Page.of(
                filters.apply(store.interfaces.requireOrAll(request.networkInterfaceIds()), request.filters()),
                new Page.Request(
                        request.maxResults(),
                        request.nextToken(),
                        !request.networkInterfaceIds().isEmpty(),
                        "networkInterfaceIdSet"));
        return DescribeNetworkInterfacesResponse.builder()
                .networkInterfaces(page.items().stream().map(this::describe).toList())
                .nextToken(page.nextToken())
                .build();
    }

    static void requireFree(StoredInterface networkInterface) {
        if (networkInterface.attachment != null) {
            throw SimulatedAwsError.badRequest(
                    "InvalidNetworkInterface.InUse", "Interface: [" + networkInterface.id + "] in use.");
        }
    }

    static void attach(
            Ec2Store store,
            StoredInterface networkInterface,
            StoredInstance instance,
            int deviceIndex,
            boolean deleteOnTermination) {
        requireFree(networkInterface);
        networkInterface.attachTo(
                instance,
                new StoredInterface.Attachment(
                        store.newId("eni-attach"), instance.id, deviceIndex, store.now(), deleteOnTermination));
    }

    private NetworkInterface describe(StoredInterface networkInterface) {
        StoredInterface.Attachment attachment = networkInterface.attachment;
        return NetworkInterface.builder()
                .networkInterfaceId(networkInterface.id)
                .status(attachment == null ? "available" : "in-use")
                .ownerId(Ec2Store.ACCOUNT)
                .vpcId(Ec2Store.VPC)
                .subnetId(Ec2Store.SUBNET)
                .availabilityZone(networkInterface.zone)
                .macAddress(networkInterface.macAddress)
                .description(networkInterface.description)
                .interfaceType("interface")
                .requesterManaged(false)
                .sourceDestCheck(true)
                .groups(List.of())
                .privateIpAddress(networkInterface.primaryIp())
                .privateDnsName(StoredInstanceMapper.privateName(networkInterface.primaryIp()))
                .association(association(networkInterface, networkInterface.primaryIp()))
                .privateIpAddresses(networkInterface.privateIps.stream()
                        .map(ip -> NetworkInterfacePrivateIpAddress.builder()
                                .privateIpAddress(ip)
                                .primary(ip.equals(networkInterface.primaryIp()))
                                .association(association(networkInterface, ip))
                                .build())
                        .toList())
                .attachment(attachment(attachment))
                .tagSet(networkInterface.sdkTags())
                .build();
    }

    private static @Nullable NetworkInterfaceAttachment attachment(StoredInterface.@Nullable Attachment attachment) {
        return attachment == null
                ? null
                : NetworkInterfaceAttachment.builder()
                        .attachmentId(attachment.id())
                        .instanceId(attachment.instanceId())
                        .instanceOwnerId(Ec2Store.ACCOUNT)
                        .deviceIndex(attachment.deviceIndex())
                        .deleteOnTermination(attachment.deleteOnTermination())
                        .status("attached")
                        .attachTime(attachment.since())
                        .build();
    }

    private @Nullable NetworkInterfaceAssociation association(StoredInterface networkInterface, String privateIp) {
        StoredAddress address = store.addressOn(networkInterface, privateIp);
        return address == null || address.association == null
                ? null
                : NetworkInterfaceAssociation.builder()
                        .allocationId(address.id)
                        .associationId(address.association.id())
                        .publicIp(address.publicIp)
                        .publicDnsName(StoredInstanceMapper.publicName(address.publicIp))
                        .ipOwnerId(Ec2Store.ACCOUNT)
                        .build();
    }

    private Map<String, Function<StoredInterface, Collection<String>>> properties() {
        Map<String, Function<StoredInterface, Collection<String>>> properties = new HashMap<>();
        properties.put("network-interface-id", eni -> List.of(eni.id));
        properties.put("status", eni -> List.of(eni.attachment == null ? "available" : "in-use"));
        properties.put("vpc-id", eni -> List.of(Ec2Store.VPC));
        properties.put("subnet-id", eni -> List.of(Ec2Store.SUBNET));
        properties.put("availability-zone", eni -> List.of(eni.zone));
        properties.put("description", eni -> List.of(eni.description));
        properties.put("private-ip-address", eni -> List.of(eni.primaryIp()));
        properties.put("addresses.private-ip-address", eni -> eni.privateIps);
        properties.put(
                "attachment.instance-id",
                eni -> eni.attachment == null ? List.of() : List.of(eni.attachment.instanceId()));
        properties.put(
                "association.public-ip",
                eni -> eni.privateIps.stream()
                        .map(ip -> store.addressOn(eni, ip))
                        .filter(address -> address != null)
                        .map(address -> address.publicIp)
                        .toList());
        return properties;
    }
}
