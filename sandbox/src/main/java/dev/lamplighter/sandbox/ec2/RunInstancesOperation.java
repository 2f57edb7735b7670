package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Answers RunInstances; the same client token launches once ("Ensuring idempotency in Amazon EC2 API requests"). */
final class RunInstancesOperation {
    private static final int ROOT_VOLUME_GIB = 8;
    private static final String ROOT_DEVICE = "/dev/xvda";

    private final Ec2Store store;
    private final StoredInstanceMapper view;
    private final Map<String, Remembered> byToken = new HashMap<>();

    private record Remembered(RunInstancesRequest request, String reservationId, List<StoredInstance> instances) {}

    RunInstancesOperation(Ec2Store store) {
        this.store = store;
        this.view = new StoredInstanceMapper(store);
    }

    /** Refuses what can't be launched, as a dry run does, too. */
    void check(RunInstancesRequest request) {
        LaunchRules.check(request);
        synchronized (store) {
            if (store.withdrawnImages.contains(request.imageId())) {
                throw SimulatedAwsError.badRequest(
                        "InvalidAMIID.NotFound", "The image id '[" + request.imageId() + "]' does not exist");
            }
        }
    }

    RunInstancesResponse run(RunInstancesRequest request) {
        check(request);
        Remembered earlier = request.clientToken() == null ? null : byToken.get(request.clientToken());
        if (earlier == null) {
            return response(launch(request));
        }
        if (!earlier.request.equals(request)) {
            throw SimulatedAwsError.badRequest(
                    "IdempotentParameterMismatch",
                    "The client token '" + request.clientToken()
                            + "' was used before with other parameters. Use a different client token.");
        }
        return response(earlier);
    }

    private RunInstancesResponse response(Remembered launched) {
        return RunInstancesResponse.builder()
                .reservationId(launched.reservationId)
                .ownerId(Ec2Store.ACCOUNT)
                .groups(List.of())
                .instances(launched.instances.stream().map(view::of).toList())
                .build();
    }

    private Remembered launch(RunInstancesRequest request) {
        List<InstanceNetworkInterfaceSpecification> wanted = request.networkInterfaces();
        List<StoredInterface> existing = existingInterfaces(wanted, request.maxCount());
        request.tagSpecifications().forEach(tags -> Tags.requireAllowed(tags.tags()));
        InstanceTransitions.requireCapacity(store, String.valueOf(request.instanceTypeAsString()), zone(request));
        String reservationId = store.newId("r");
        List<StoredInstance> launched = new ArrayList<>();
        for (int index = 0; index < request.maxCount(); index++) {
            StoredInstance instance = instance(request, reservationId, index);
            attach(instance, request, existing);
            launched.add(instance);
        }
        Remembered remembered = new Remembered(request, reservationId, launched);
        if (request.clientToken() != null) {
            byToken.put(request.clientToken(), remembered);
        }
        return remembered;
    }

    /** Before anything is made: a launch happens whole or not at all. */
    private List<StoredInterface> existingInterfaces(List<InstanceNetworkInterfaceSpecification> wanted, int count) {
        List<String> ids = wanted.stream()
                .map(InstanceNetworkInterfaceSpecification::networkInterfaceId)
                .filter(id -> id != null)
                .toList();
        if (!ids.isEmpty() && count > 1) {
            throw SimulatedAwsError.badRequest(
                    "InvalidParameterCombination", "A network interface can't be given to more than one instance");
        }
        List<StoredInterface> existing = store.interfaces.require(ids);
        for (StoredInterface networkInterface : existing) {
            NetworkInterfaces.requireFree(networkInterface);
        }
        return existing;
    }

    private StoredInstance instance(RunInstancesRequest request, String reservationId, int index) {
        StoredInstance.Launch launch = new StoredInstance.Launch(
                request.imageId(),
                zone(request),
                request.keyName(),
                request.clientToken() == null ? "" : request.clientToken(),
                request.userData() == null ? "" : request.userData(),
                request.networkInterfaces().isEmpty() || lendsPublicIp(request.networkInterfaces()));
        StoredInstance instance =
                store.instances.add(new StoredInstance(store, store.newId("i"), launch, reservationId, index));
        instance.terminationProtected = Boolean.TRUE.equals(request.disableApiTermination());
        if (request.instanceTypeAsString() != null) {
            instance.instanceType = request.instanceTypeAsString();
        }
        instance.terminationProtected = Boolean.TRUE.equals(request.disableApiTermination());
        instance.phase = Phase.starting(store.now(), store.timing.pending());
        tag(instance, request, ResourceType.INSTANCE);
        return instance;
    }

    private void attach(StoredInstance instance, RunInstancesRequest request, List<StoredInterface> existing) {
        int deviceIndex = 0;
        for (StoredInterface networkInterface : existing) {
            NetworkInterfaces.attach(store, networkInterface, instance, deviceIndex++, false);
        }
        if (existing.isEmpty()) {
            String ip = request.privateIpAddress() == null ? store.newPrivateIp() : request.privateIpAddress();
            StoredInterface made = store.interfaces.add(
                    new StoredInterface(store, store.newId("eni"), instance.launch.zone(), List.of(ip), ""));
            NetworkInterfaces.attach(store, made, instance, 0, true);
            tag(made, request, ResourceType.NETWORK_INTERFACE);
        }
        volume(instance, request, ROOT_DEVICE, rootSize(request), true);
        for (BlockDeviceMapping made : request.blockDeviceMappings()) {
            if (!ROOT_DEVICE.equals(made.deviceName())) {
                Integer size = made.ebs() == null ? null : made.ebs().volumeSize();
                boolean isKept =
                        made.ebs() != null && Boolean.FALSE.equals(made.ebs().deleteOnTermination());
                volume(
                        instance,
                        request,
                        String.valueOf(made.deviceName()),
                        size == null ? ROOT_VOLUME_GIB : size,
                        !isKept);
            }
        }
    }

    private static int rootSize(RunInstancesRequest request) {
        return request.blockDeviceMappings().stream()
                .filter(made -> ROOT_DEVICE.equals(made.deviceName()) && made.ebs() != null)
                .map(made -> made.ebs().volumeSize())
                .filter(size -> size != null)
                .findFirst()
                .orElse(ROOT_VOLUME_GIB);
    }

    private void volume(
            StoredInstance instance, RunInstancesRequest request, String device, int size, boolean goesWithIt) {
        StoredVolume volume =
                store.volumes.add(new StoredVolume(store, store.newId("vol"), instance.launch.zone(), size));
        volume.attachTo(instance, new StoredVolume.Attachment(instance.id, device, store.now(), goesWithIt));
        tag(volume, request, ResourceType.VOLUME);
    }

    private static void tag(Ec2Resource resource, RunInstancesRequest request, ResourceType type) {
        for (TagSpecification specification : request.tagSpecifications()) {
            if (specification.resourceType() == type) {
                resource.tag(specification.tags());
            }
        }
    }

    private static boolean lendsPublicIp(List<InstanceNetworkInterfaceSpecification> wanted) {
        return wanted.size() == 1 && Boolean.TRUE.equals(wanted.get(0).associatePublicIpAddress());
    }

    private static String zone(RunInstancesRequest request) {
        String zone = request.placement() == null ? null : request.placement().availabilityZone();
        if (zone != null) {
            return zone;
        }
        // The stand-in has one subnet; any other stands for one in a zone of its own, by its last digit.
        String subnet = request.subnetId();
        return subnet == null || subnet.equals(Ec2Store.SUBNET)
                ? Ec2Store.DEFAULT_ZONE
                : Ec2Store.DEFAULT_ZONE.replaceFirst(".$", String.valueOf((char)
                        ('a' + Character.digit(subnet.charAt(subnet.length() - 1), 16) % 6)));
    }
}
