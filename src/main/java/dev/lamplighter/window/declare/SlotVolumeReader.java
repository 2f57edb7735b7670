package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the {@code volumes} of a slot. */
final class SlotVolumeReader {
    private static final List<String> KEYS = List.of("volume", "size", "device");

    /** The largest that every type of volume has (AWS: "Amazon EBS volume types"). */
    private static final int LARGEST_GIB = 16_384;

    private final Problems problems;

    SlotVolumeReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads the volumes.
     *
     * @param count how many machines the slot has
     */
    List<SlotVolume> read(YamlMapping slot, int count) {
        List<SlotVolume> volumes = new ArrayList<>();
        Set<String> devices = new HashSet<>();
        for (Node item : slot.items("volumes")) {
            YamlMapping volume = YamlMapping.of(item, "a volume", KEYS, problems);
            if (volume.has("volume") == volume.has("size")) {
                refuse(item, "it has either volume:, which exists, or size:, which is made", "write one of the two");
                continue;
            }
            Optional<String> id = volume.value("volume", ScalarParsers::volume);
            Optional<Integer> size = volume.value("size", SlotVolumeReader::size);
            Optional<String> device = volume.required(
                    "device", id.isPresent() ? VolumeDeclarationReader::device : SlotVolumeReader::anyDevice);
            if (id.isPresent() && count > 1) {
                refuse(
                        item,
                        "the slot has " + count + " machines, and a volume is attached to one",
                        "write a slot for the machine that has it");
            } else if (device.isPresent() && !devices.add(device.get())) {
                refuse(item, "another volume has its device " + device.get(), "give each its own");
            } else if (device.isPresent() && (id.isPresent() || size.isPresent())) {
                volumes.add(new SlotVolume(device.get(), id.orElse(null), size.orElse(0)));
            }
        }
        return volumes;
    }

    private void refuse(Node at, String why, String fix) {
        problems.add(at, "a volume", new InvalidValueException(WindowProblemCode.BAD_VOLUME_OR_TYPE, why, fix));
    }

    private static int size(String text) throws InvalidValueException {
        if (text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) <= LARGEST_GIB) {
            return Integer.parseInt(text);
        }
        throw new InvalidValueException(
                WindowProblemCode.BAD_VOLUME_OR_TYPE,
                "not a number of GiB from 1 to " + LARGEST_GIB,
                "write it as in size: 40");
    }

    /** Parses the device of a volume that is made, which may be the image's own, to have it larger. */
    private static String anyDevice(String text) throws InvalidValueException {
        return text.matches("/dev/(sda1|xvda)") ? text : VolumeDeclarationReader.device(text);
    }
}
