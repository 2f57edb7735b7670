package dev.lamplighter.window.declare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Describes an instance that a window launches for each of its occurrences and terminates at their ends: an instance whose id
 * isn't known yet.
 *
 * @param name unique in the window: the slot's, with the machine's number behind it where the slot has several, as in
 *     {@code repeater-2}
 * @param slot as it is declared, for example {@code repeater}
 * @param number of the machine within its slot, from 1
 * @param image the AMI
 * @param types to try in turn, at least one
 * @param subnets to try in turn; empty for the default subnet
 * @param securityGroups ids; empty for the default group
 * @param keyName of the key pair for SSH; null for none
 * @param instanceProfile the name of the instance profile, or its ARN; null for none
 * @param userData the folder or file of its startup package; null for none
 * @param values for the placeholders of the package, beside those that every slot has
 * @param eip allocation id of the Elastic IP; null for none
 * @param volumes that exist and are attached to it, or are made with it
 * @param lead how long before the start of the window it is launched
 * @param isMetadataV2Required whether only version 2 of the instance metadata service answers
 * @param scale by which load the slot has this machine, too; null for one that is always there
 */
public record LaunchSlot(
        String name,
        String slot,
        int number,
        String image,
        List<String> types,
        List<String> subnets,
        List<String> securityGroups,
        @Nullable String keyName,
        @Nullable String instanceProfile,
        @Nullable Path userData,
        Map<String, String> values,
        @Nullable String eip,
        List<SlotVolume> volumes,
        Duration lead,
        boolean isMetadataV2Required,
        @Nullable ScalePolicy scale) {
    public LaunchSlot {
        types = List.copyOf(types);
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
        values = Map.copyOf(values);
        volumes = List.copyOf(volumes);
    }

    public Optional<Path> startupPackage() {
        return Optional.ofNullable(userData);
    }

    public Optional<String> address() {
        return Optional.ofNullable(eip);
    }

    /** The sizes in GiB of the volumes that are made with it, by device. */
    public Map<String, Integer> madeVolumes() {
        return volumes.stream()
                .filter(volume -> volume.existing().isEmpty())
                .collect(Collectors.toMap(SlotVolume::device, SlotVolume::sizeGib));
    }

    /** The volumes that exist, as they are wanted on the instance that was launched for the slot. */
    public List<WindowVolume> volumesOn(String instanceId) {
        return volumes.stream()
                .flatMap(volume ->
                        volume.existing().map(id -> new WindowVolume(id, instanceId, volume.device())).stream())
                .toList();
    }

    public Optional<ScalePolicy> scalePolicy() {
        return Optional.ofNullable(scale);
    }

    /** Whether it is one of those that are there only while the load needs them. */
    public boolean isBeyondMinimum() {
        return scale != null && number > scale.minimum();
    }

    /** Whether EC2 is to measure it once a minute, which is charged, and not once in five. */
    public boolean isMonitored() {
        return scale != null && scale.limits().stream().anyMatch(LoadLimit::isCpu);
    }

    /** How many combinations of type and subnet there are to try. */
    public int choices() {
        return types.size() * Math.max(1, subnets.size());
    }

    /** The type of a choice: every subnet is tried with the first type, then with the next. */
    public String type(int choice) {
        return types.get(choice % choices() / Math.max(1, subnets.size()));
    }

    /** The subnet of a choice; null for the default subnet. */
    public @Nullable String subnet(int choice) {
        return subnets.isEmpty() ? null : subnets.get(choice % subnets.size());
    }
}
