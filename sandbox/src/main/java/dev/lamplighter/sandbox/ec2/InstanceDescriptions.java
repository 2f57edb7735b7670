package dev.lamplighter.sandbox.ec2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** Answers DescribeInstances. */
final class InstanceDescriptions {
    private final Ec2Store store;
    private final StoredInstanceMapper view;
    private final Filters<StoredInstance> filters;

    InstanceDescriptions(Ec2Store store) {
        this.store = store;
        this.view = new StoredInstanceMapper(store);
        this.filters = new Filters<>(properties());
    }

    DescribeInstancesResponse describe(DescribeInstancesRequest request) {
        List<StoredInstance> asked = store.knownInstances(request.instanceIds());
        Page<StoredInstance> page = Page.of(
                filters.apply(asked, request.filters()),
                new Page.Request(
                        request.maxResults(),
                        request.nextToken(),
                        !request.instanceIds().isEmpty(),
                        "instancesSet"));
        return DescribeInstancesResponse.builder()
                .reservations(reservations(page.items()))
                .nextToken(page.nextToken())
                .build();
    }

    private List<Reservation> reservations(List<StoredInstance> instances) {
        Map<String, List<Instance>> byReservation = new LinkedHashMap<>();
        for (StoredInstance instance : instances) {
            byReservation
                    .computeIfAbsent(instance.reservationId, id -> new ArrayList<>())
                    .add(view.of(instance));
        }
        return byReservation.entrySet().stream()
                .map(entry -> Reservation.builder()
                        .reservationId(entry.getKey())
                        .ownerId(Ec2Store.ACCOUNT)
                        .groups(List.of())
                        .instances(entry.getValue())
                        .build())
                .toList();
    }

    private Map<String, Function<StoredInstance, Collection<String>>> properties() {
        Map<String, Function<StoredInstance, Collection<String>>> properties = new HashMap<>();
        properties.put("instance-id", instance -> List.of(instance.id));
        properties.put(
                "instance-state-name", instance -> List.of(instance.state().toString()));
        properties.put("instance-state-code", instance -> List.of(String.valueOf(instance.phase.code())));
        properties.put("instance-type", instance -> List.of(instance.instanceType));
        properties.put("image-id", instance -> List.of(instance.launch.imageId()));
        properties.put("client-token", instance -> List.of(instance.launch.clientToken()));
        properties.put("key-name", instance -> some(instance.launch.keyName()));
        properties.put("availability-zone", instance -> List.of(instance.launch.zone()));
        properties.put("reservation-id", instance -> List.of(instance.reservationId));
        properties.put("owner-id", instance -> List.of(Ec2Store.ACCOUNT));
        properties.put("architecture", instance -> List.of("x86_64"));
        properties.put("launch-time", instance -> List.of(instance.launchTime.toString()));
        properties.put("ip-address", instance -> some(store.publicIp(instance)));
        properties.put(
                "private-ip-address",
                instance -> interfaces(instance)
                        .limit(1)
                        .map(StoredInterface::primaryIp)
                        .toList());
        properties.put(
                "vpc-id",
                instance -> interfaces(instance).map(any -> Ec2Store.VPC).toList());
        properties.put(
                "subnet-id",
                instance -> interfaces(instance).map(any -> Ec2Store.SUBNET).toList());
        properties.put(
                "network-interface.network-interface-id",
                instance -> interfaces(instance).map(attached -> attached.id).toList());
        properties.put(
                "network-interface.addresses.private-ip-address",
                instance -> interfaces(instance)
                        .flatMap(attached -> attached.privateIps.stream())
                        .toList());
        properties.put("state-reason-code", instance -> {
            Phase.Reason reason = instance.phase.reason();
            return reason == null ? List.of() : List.of(reason.code());
        });
        return properties;
    }

    private Stream<StoredInterface> interfaces(StoredInstance instance) {
        return store.interfacesOf(instance).stream();
    }

    static List<String> some(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
