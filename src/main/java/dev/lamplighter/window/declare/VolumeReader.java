package dev.lamplighter.window.declare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code volumes} of all windows. A volume stays where it was attached, so it has one instance in the whole file. */
final class VolumeReader {
    private static final List<String> KEYS = List.of("volume", "device", "instance");
    private static final String CODE = "WINDOW-031";

    private final Problems problems;
    private final Map<String, String> instancesOfVolumes = new HashMap<>();

    VolumeReader(Problems problems) {
        this.problems = problems;
    }

    /** @param instances the window's */
    List<Volume> read(Fields window, List<String> instances) {
        List<Volume> found = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Node item : window.items("volumes")) {
            Fields volume = Fields.of(item, "a volume", KEYS, problems);
            Optional<String> id = volume.required("volume", Values::volume);
            Optional<String> device = volume.required("device", VolumeReader::device);
            Optional<String> instance = instance(volume, instances);
            if (id.isPresent() && device.isPresent() && instance.isPresent()) {
                add(new Volume(id.get(), instance.get(), device.get()), volume, taken)
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Volume> add(Volume volume, Fields at, Set<String> taken) {
        if (!taken.add(volume.id()) || !taken.add(volume.instance() + " " + volume.device())) {
            refuse(at, volume, "the window attaches it, or something at its device, twice", "remove one of the two");
            return Optional.empty();
        }
        String other = instancesOfVolumes.putIfAbsent(volume.id(), volume.instance());
        if (other != null && !other.equals(volume.instance())) {
            refuse(
                    at,
                    volume,
                    "another window attaches it to " + other + ", where it stays",
                    "give each its own volume");
            return Optional.empty();
        }
        return Optional.of(volume);
    }

    private Optional<String> instance(Fields volume, List<String> instances) {
        if (!volume.has("instance") && instances.size() > 1) {
            problems.add(
                    volume.node(),
                    "no \"instance\"",
                    new RefusedValueException(CODE, "the window has several", "say which, one of " + instances));
            return Optional.empty();
        }
        if (!volume.has("instance")) {
            return instances.stream().findFirst();
        }
        return volume.value("instance", text -> {
            String id = Values.instance(text);
            if (!instances.contains(id)) {
                throw new RefusedValueException(CODE, "the window names no such instance", "name one of " + instances);
            }
            return id;
        });
    }

    private void refuse(Fields at, Volume volume, String why, String fix) {
        problems.add(at.get("volume"), "volume " + volume.id(), new RefusedValueException(CODE, why, fix));
    }

    /** Names that are free for EBS volumes (AWS: "Device names on Linux instances"), without those of the root. */
    private static String device(String text) throws RefusedValueException {
        if (!text.matches("/dev/(sd|xvd)[b-z][a-z]?\\d{0,2}|xvd[b-z][a-z]?")) {
            throw new RefusedValueException(
                    CODE, "not a device name that is free for volumes", "write it as in /dev/sdf, up to /dev/sdp");
        }
        return text;
    }
}
