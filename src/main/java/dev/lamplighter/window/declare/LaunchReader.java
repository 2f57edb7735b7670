package dev.lamplighter.window.declare;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.startup.CheckedStartupPackage;
import dev.lamplighter.window.startup.PlaceholderValues;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the {@code launch} of a window: the instances that it launches for each occurrence. */
final class LaunchReader {
    static final String KEY = "launch";
    private static final List<String> KEYS = List.of(
            "slot",
            "count",
            ScaleReader.KEY,
            "image",
            "type",
            "subnet",
            "securityGroups",
            "key",
            "instanceProfile",
            "package",
            "values",
            "eip",
            "volumes",
            "lead",
            "metadata");

    /** The longest Name tag and the longest slots in messages stay readable. */
    private static final int LONGEST_NAME = 24;

    private final Path folder;
    private final Problems problems;

    /** @param folder the folder that relative paths of packages start from */
    LaunchReader(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /**
     * Reads the slots, each machine for itself, in the order in which they are launched.
     *
     * @param lead the window's, for slots without one of their own
     * @param taken addresses and volumes that the window wants otherwise
     */
    List<LaunchSlot> read(YamlMapping window, Duration lead, Set<String> taken) {
        List<LaunchSlot> slots = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> resources = new HashSet<>(taken);
        for (Node item : window.items(KEY)) {
            YamlMapping written = YamlMapping.of(item, "a slot", KEYS, problems);
            slot(written, lead).forEach(slot -> {
                refuseSecond(written, "slot", slot.name(), names.add(slot.name()));
                slot.address().ifPresent(eip -> refuseSecond(written, "eip", eip, resources.add(eip)));
                slot.volumes().stream()
                        .flatMap(volume -> volume.existing().stream())
                        .forEach(id -> refuseSecond(written, "volumes", id, resources.add(id)));
                slots.add(slot);
                if (slot.scalePolicy().isPresent() && slot.number() == 1) {
                    refuseSecond(written, "slot", slot.slot(), names.add(slot.slot()));
                }
            });
        }
        return slots;
    }

    /** Tells what is wrong with the packages of a window's slots; the window stays, since a package may be mended until then. */
    void tellPackages(List<LaunchSlot> slots) {
        Set<String> told = new HashSet<>();
        for (LaunchSlot slot : slots) {
            if (slot.userData() != null && told.add(slot.slot())) {
                CheckedStartupPackage.check(slot.userData(), new PlaceholderValues(slot.values()))
                        .findings()
                        .problems()
                        .forEach(problems::add);
            }
        }
    }

    /** Where a key of each machine's slot is written, or else the slot. */
    List<Node> places(YamlMapping window, List<LaunchSlot> slots, String key) {
        Map<String, Node> bySlot = new HashMap<>();
        for (Node item : window.items(KEY)) {
            YamlMapping written = YamlMapping.of(item, "a slot", KEYS, problems);
            written.value("slot", text -> text)
                    .ifPresent(name -> bySlot.put(name, Objects.requireNonNullElse(written.get(key), item)));
        }
        return slots.stream()
                .map(slot -> Objects.requireNonNull(bySlot.get(slot.slot())))
                .toList();
    }

    private List<LaunchSlot> slot(YamlMapping slot, Duration windowLead) {
        int before = problems.count();
        Optional<String> name = slot.required("slot", LaunchReader::name);
        Optional<MachineCount> written = slot.value("count", MachineCount::of);
        MachineCount count = written.orElse(MachineCount.ONE);
        Optional<String> image = slot.required("image", text -> ScalarParsers.id("ami", text));
        List<String> types = slot.oneOrMore("type", ScalarParsers::instanceType);
        if (types.isEmpty() && problems.count() == before) {
            slot.missing("type");
        }
        List<String> subnets = slot.oneOrMore("subnet", text -> ScalarParsers.id("subnet", text));
        List<String> groups = slot.oneOrMore("securityGroups", text -> ScalarParsers.id("sg", text));
        Optional<String> key = slot.value("key", LaunchReader::anyName);
        Optional<String> profile = slot.value("instanceProfile", LaunchReader::anyName);
        Optional<Path> userData = slot.value("package", this::path);
        Map<String, String> values = values(slot);
        List<String> addresses = addresses(slot, count);
        List<SlotVolume> volumes = new SlotVolumeReader(problems).read(slot, count.maximum());
        Duration lead = slot.value("lead", ScalarParsers::duration).orElse(windowLead);
        Optional<ScalePolicy> scale = written.isPresent() || slot.get("count") == null
                ? new ScaleReader(problems).read(slot, count)
                : Optional.empty();
        boolean isV2 = slot.value("metadata", LaunchReader::isV2Required).orElse(true);
        if (problems.count() > before) {
            return List.of();
        }
        List<LaunchSlot> machines = new ArrayList<>();
        for (int number = 1; number <= count.maximum(); number++) {
            machines.add(new LaunchSlot(
                    count.maximum() == 1 ? name.orElseThrow() : name.orElseThrow() + "-" + number,
                    name.orElseThrow(),
                    number,
                    image.orElseThrow(),
                    types,
                    subnets,
                    groups,
                    key.orElse(null),
                    profile.orElse(null),
                    userData.orElse(null),
                    values,
                    number > addresses.size() ? null : addresses.get(number - 1),
                    volumes,
                    lead,
                    isV2,
                    scale.orElse(null)));
        }
        return machines;
    }

    /** One for each machine; where the number follows the load, those of the minimum may be the only ones with an address. */
    private List<String> addresses(YamlMapping slot, MachineCount count) {
        int before = problems.count();
        List<String> addresses = slot.oneOrMore("eip", ScalarParsers::allocation);
        boolean isForAll = addresses.size() == count.maximum() || addresses.size() == count.minimum();
        if (problems.count() == before && !addresses.isEmpty() && !isForAll) {
            refuse(
                    slot.get("eip"),
                    slot,
                    "eip",
                    addresses.size() + " for " + count.words() + ": each machine of a slot needs its own",
                    count.isRange()
                            ? "write a list with " + count.maximum() + ", or with " + count.minimum()
                                    + " for those that are always there, or none"
                            : "write a list with as many as count says, or none");
        }
        return addresses;
    }

    private Map<String, String> values(YamlMapping slot) {
        Node node = slot.get("values");
        if (node == null) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        YamlMapping all = YamlMapping.ofAny(node, "values", problems);
        for (String name : all.keys()) {
            all.value(name, text -> {
                        try {
                            return new PlaceholderValues(Map.of(name, text));
                        } catch (ProblemException e) {
                            throw new InvalidValueException(
                                    WindowProblemCode.BAD_SLOT,
                                    e.problem().why(),
                                    e.problem().fix());
                        }
                    })
                    .ifPresent(one -> values.putAll(one.values()));
        }
        return values;
    }

    private void refuseSecond(YamlMapping slot, String key, String value, boolean isFirst) {
        if (!isFirst) {
            refuse(slot.get(key), slot, key + " \"" + value + "\"", "the window has it twice", "give each its own");
        }
    }

    private void refuse(@Nullable Node at, YamlMapping slot, String what, String why, String fix) {
        problems.add(
                Objects.requireNonNullElse(at, slot.node()),
                what,
                new InvalidValueException(WindowProblemCode.BAD_SLOT, why, fix));
    }

    private Path path(String text) throws InvalidValueException {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            throw new InvalidValueException(
                    WindowProblemCode.BAD_SLOT, "not the name of a folder or file", "write it as in packages/origin");
        }
    }

    private static String name(String text) throws InvalidValueException {
        if (text.length() > LONGEST_NAME || !text.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new InvalidValueException(
                    WindowProblemCode.BAD_SLOT,
                    "a slot's name has at most " + LONGEST_NAME
                            + " small letters, digits and single hyphens, and begins with a letter",
                    "rename it, for example origin");
        }
        return text;
    }

    private static boolean isV2Required(String text) throws InvalidValueException {
        if (text.equals("v2") || text.equals("optional")) {
            return text.equals("v2");
        }
        throw new InvalidValueException(
                WindowProblemCode.WORD_NOT_ALLOWED,
                "allowed is v2 or optional",
                "write v2, or optional for an image that knows only version 1 of the instance metadata service");
    }

    /** What a window that only launches may say of its end. */
    static EndAction terminate(String text) throws InvalidValueException {
        EndAction then = ScalarParsers.then(text);
        if (then != EndAction.TERMINATE) {
            throw new InvalidValueException(
                    WindowProblemCode.BAD_SLOT,
                    "what a window launches it terminates at its end; a stopped instance would never be needed again",
                    "write then: terminate, or leave it out");
        }
        return then;
    }

    private static String anyName(String text) throws InvalidValueException {
        if (text.isBlank() || text.length() > 255) {
            throw new InvalidValueException(
                    WindowProblemCode.BAD_SLOT, "not a name", "write the name as the EC2 console shows it");
        }
        return text;
    }
}
