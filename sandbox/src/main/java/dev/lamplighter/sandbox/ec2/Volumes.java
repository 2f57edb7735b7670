package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.CreateVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** Makes, attaches and describes EBS volumes, as far as an instance needs them. Nothing here takes time. */
final class Volumes {
    private static final int DEFAULT_SIZE_GIB = 8;

    private final Ec2Store store;
    private final Filters<StoredVolume> filters = new Filters<>(properties());

    Volumes(Ec2Store store) {
        this.store = store;
    }

    CreateVolumeResponse create(CreateVolumeRequest request) {
        String zone = request.availabilityZone() == null ? Ec2Store.DEFAULT_ZONE : request.availabilityZone();
        int size = request.size() == null ? DEFAULT_SIZE_GIB : request.size();
        StoredVolume volume = new StoredVolume(store, store.newId("vol"), zone, size);
        request.tagSpecifications().forEach(tags -> volume.tag(tags.tags()));
        store.volumes.add(volume);
        return CreateVolumeResponse.builder()
                .volumeId(volume.id)
                .availabilityZone(zone)
                .size(size)
                .state(state(volume))
                .createTime(volume.createTime)
                .tags(volume.sdkTags())
                .build();
    }

    AttachVolumeResponse attach(AttachVolumeRequest request) {
        StoredVolume volume = store.volumes.require(String.valueOf(request.volumeId()));
        StoredInstance instance = store.instances.require(String.valueOf(request.instanceId()));
        if (volume.attachment != null) {
            throw SimulatedAwsError.badRequest("VolumeInUse", volume.id + " is already attached to an instance");
        }
        if (!instance.is(InstanceStateName.RUNNING, InstanceStateName.STOPPED)) {
            throw SimulatedAwsError.badRequest("IncorrectState", "Instance '" + instance.id + "' is not 'running'.");
        }
        if (!volume.zone.equals(instance.launch.zone())) {
            throw SimulatedAwsError.badRequest(
                    "InvalidVolume.ZoneMismatch",
                    "The volume '" + volume.id + "' is not in the same availability zone as instance '" + instance.id
                            + "'");
        }
        volume.attachTo(
                instance,
                new StoredVolume.Attachment(instance.id, String.valueOf(request.device()), store.now(), false));
        return AttachVolumeResponse.builder()
                .volumeId(volume.id)
                .instanceId(instance.id)
                .device(request.device())
                .state("attaching")
                .attachTime(store.now())
                .deleteOnTermination(false)
                .build();
    }

    DescribeVolumesResponse describe(DescribeVolumesRequest request) {
        Page<StoredVolume> page = Page.of(
                filters.apply(store.volumes.requireOrAll(request.volumeIds()), request.filters()),
                new Page.Request(
                        request.maxResults(),
                        request.nextToken(),
                        !request.volumeIds().isEmpty(),
                        "volumeIdsSet"));
        return DescribeVolumesResponse.builder()
                .volumes(page.items().stream().map(this::describe).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private Volume describe(StoredVolume volume) {
        StoredVolume.Attachment attachment = volume.attachment;
        return Volume.builder()
                .volumeId(volume.id)
                .availabilityZone(volume.zone)
                .size(volume.sizeGib)
                .volumeType("gp3")
                .encrypted(false)
                .state(state(volume))
                .createTime(volume.createTime)
                .attachments(
                        attachment == null
                                ? List.of()
                                : List.of(VolumeAttachment.builder()
                                        .volumeId(volume.id)
                                        .instanceId(attachment.instanceId())
                                        .device(attachment.device())
                                        .state("attached")
                                        .attachTime(attachment.since())
                                        .deleteOnTermination(attachment.deleteOnTermination())
                                        .build()))
                .tags(volume.sdkTags())
                .build();
    }

    private static String state(StoredVolume volume) {
        return volume.attachment == null ? "available" : "in-use";
    }

    private static Map<String, Function<StoredVolume, Collection<String>>> properties() {
        return Map.of(
                "volume-id", volume -> List.of(volume.id),
                "status", volume -> List.of(state(volume)),
                "size", volume -> List.of(String.valueOf(volume.sizeGib)),
                "availability-zone", volume -> List.of(volume.zone),
                "attachment.instance-id",
                        volume -> volume.attachment == null ? List.of() : List.of(volume.attachment.instanceId()));
    }
}
