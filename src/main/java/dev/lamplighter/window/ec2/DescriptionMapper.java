package dev.lamplighter.window.ec2;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Maps what EC2 describes to what windows know of it. */
final class DescriptionMapper {
    private DescriptionMapper() {}

    /** The instance of each network interface. */
    static Map<String, String> interfaces(DescribeInstancesResponse page) {
        Map<String, String> interfaces = new HashMap<>();
        page.reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .forEach(instance -> instance.networkInterfaces()
                        .forEach(attached -> interfaces.put(attached.networkInterfaceId(), instance.instanceId())));
        return interfaces;
    }

    /** The type of each instance. */
    static Map<String, String> types(DescribeInstancesResponse page) {
        Map<String, String> types = new HashMap<>();
        page.reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> instance.instanceTypeAsString() != null)
                .forEach(instance -> types.put(instance.instanceId(), instance.instanceTypeAsString()));
        return types;
    }

    /** The client token, also where EC2 shows it only as the tag. */
    static String clientToken(Instance instance) {
        return instance.tags().stream()
                .filter(tag -> LaunchRequest.TAG.equals(tag.key()) && tag.value() != null)
                .map(Tag::value)
                .findFirst()
                .orElse(Objects.requireNonNullElse(blankToNull(instance.clientToken()), ""));
    }

    static DescribedElasticIp elasticIp(Address address) {
        return new DescribedElasticIp(
                address.allocationId(),
                address.publicIp(),
                blankToNull(address.networkInterfaceId()),
                blankToNull(address.instanceId()),
                blankToNull(address.privateIpAddress()),
                blankToNull(address.associationId()));
    }

    static DescribedVolume volume(Volume volume) {
        return volume.attachments().stream()
                .findFirst()
                .map(at -> new DescribedVolume(
                        volume.volumeId(), volume.stateAsString(), blankToNull(at.instanceId()), at.device()))
                .orElseGet(() -> new DescribedVolume(volume.volumeId(), volume.stateAsString(), null, null));
    }

    /** Some implementations of EC2 write an empty element where others write none. */
    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
