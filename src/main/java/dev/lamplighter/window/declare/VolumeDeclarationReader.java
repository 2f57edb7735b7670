package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the {@code volumes} of a window. */
final class VolumeDeclarationReader {
    private static final List<String> KEYS = List.of("volume", "device", "instance");

    private final Problems problems;

    VolumeDeclarationReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads the volumes, each with its node in the file.
     *
     * @param instances the window's
     */
    Map<WindowVolume, Node> read(YamlMapping window, List<String> instances) {
        Map<WindowVolume, Node> found = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Node item : window.items("volumes")) {
            YamlMapping volume = YamlMapping.of(item, "a volume", KEYS, problems);
            Optional<String> id = volume.required("volume", ScalarParsers::volume);
            Optional<String> device = volume.required("device", VolumeDeclarationReader::device);
            Optional<String> instance = instance(volume, instances);
            if (id.isPresent() && device.isPresent() && instance.isPresent()) {
                add(new WindowVolume(id.get(), instance.get(), device.get()), volume, taken, found);
            }
        }
        return found;
    }

    private void add(WindowVolume windowVolume, YamlMapping at, Set<String> taken, Map<WindowVolume, Node> found) {
        Node place = Objects.requireNonNull(at.get("volume"));
        if (!taken.add(windowVolume.id()) || !taken.add(windowVolume.instance() + " " + windowVolume.device())) {
            problems.add(
                    place,
                    "volume " + windowVolume.id(),
                    new InvalidValueException(
                            WindowProblemCode.BAD_VOLUME_OR_TYPE,
                            "the window attaches it, or something at its device, twice",
                            "remove one of the two"));
        } else {
            found.put(windowVolume, place);
        }
    }

    private Optional<String> instance(YamlMapping volume, List<String> instances) {
        if (!volume.has("instance") && instances.size() > 1) {
            problems.add(
                    volume.node(),
                    "no \"instance\"",
                    new InvalidValueException(
                            WindowProblemCode.BAD_VOLUME_OR_TYPE,
                            "the window has several",
                            "say which, one of " + instances));
            return Optional.empty();
        }
        if (!volume.has("instance")) {
            return instances.stream().findFirst();
        }
        return volume.value("instance", text -> {
            String id = ScalarParsers.instance(text);
            if (!instances.contains(id)) {
                throw new InvalidValueException(
                        WindowProblemCode.BAD_VOLUME_OR_TYPE,
                        "the window names no such instance",
                        "name one of " + instances);
            }
            return id;
        });
    }

    /**
     * Parses a device name that is available for EBS volumes (AWS: "Device names on Linux instances"), except those of the
     * root volume.
     */
    static String device(String text) throws InvalidValueException {
        if (!text.matches("/dev/(sd|xvd)[b-z][a-z]?\\d{0,2}|xvd[b-z][a-z]?")) {
            throw new InvalidValueException(
                    WindowProblemCode.BAD_VOLUME_OR_TYPE,
                    "not a device name that is free for volumes",
                    "write it as in /dev/sdf, up to /dev/sdp");
        }
        return text;
    }
}
