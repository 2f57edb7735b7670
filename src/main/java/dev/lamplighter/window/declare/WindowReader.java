package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one item of {@code windows:}. A window with any problem is set aside as a whole. */
final class WindowReader {
    private static final List<String> KEYS = Stream.concat(
                    Stream.of(
                            "name",
                            "when",
                            GuardReader.KEY,
                            "instance",
                            "instances",
                            "addresses",
                            "alternates",
                            "volumes",
                            LaunchReader.KEY,
                            "ready",
                            HookReader.BEFORE_READY,
                            HookReader.PRE_STOP),
                    WindowDefaults.KEYS.stream())
            .toList();
    private static final List<String> GUARD_KEYS = List.of(
            "name",
            GuardReader.KEY,
            "instance",
            "instances",
            HookReader.PRE_STOP,
            "zone",
            "then",
            AccountRegionReader.REGION.name(),
            AccountRegionReader.ROLE.name(),
            AccountRegionReader.ACCOUNT.name(),
            AccountRegionReader.EXTERNAL_ID.name());
    private static final WindowDefaults.Key<ZoneId> ZONE =
            new WindowDefaults.Key<>("zone", ZoneId.class, ScalarParsers::zone, Optional.empty());
    private static final WindowDefaults.Key<Duration> LEAD = duration("lead", Duration.ofMinutes(10));
    private static final WindowDefaults.Key<Duration> READY_BY = duration("readyBy", Duration.ofMinutes(2));
    private static final WindowDefaults.Key<Duration> GRACE = duration("grace", Duration.ofMinutes(10));
    private static final WindowDefaults.Key<AddressAssociationTiming> ADDRESSES_AT = new WindowDefaults.Key<>(
            "addressesAt",
            AddressAssociationTiming.class,
            ScalarParsers::addressesAt,
            Optional.of(AddressAssociationTiming.RUNNING));
    private static final WindowDefaults.Key<ManualStopPolicy> MANUAL = new WindowDefaults.Key<>(
            "manual", ManualStopPolicy.class, ScalarParsers::manual, Optional.of(ManualStopPolicy.RESPECT));
    private static final WindowDefaults.Key<EndAction> THEN =
            new WindowDefaults.Key<>("then", EndAction.class, ScalarParsers::then, Optional.of(EndAction.STOP));
    /** Long enough for a rehearsal or a manual update; a forgotten machine is reported the same day. */
    private static final WindowDefaults.Key<Duration> MAX_RUNTIME_OUTSIDE = new WindowDefaults.Key<>(
            "maxRuntimeOutside", Duration.class, ScalarParsers::runtimeOutside, Optional.of(Duration.ofHours(4)));

    private final WindowDefaults windowDefaults;
    private final Calendars calendars;
    private final Problems problems;
    private final Problems remarks;
    private final LikelyMistakeCheck mistakes;
    private final VolumeDeclarationReader volumeReader;
    private final LaunchReader launchReader;
    private final Set<String> names = new HashSet<>();

    WindowReader(
            WindowDefaults windowDefaults,
            Calendars calendars,
            Problems problems,
            Problems remarks,
            LikelyMistakeCheck mistakes,
            LaunchReader launchReader) {
        this.windowDefaults = windowDefaults;
        this.calendars = calendars;
        this.problems = problems;
        this.remarks = remarks;
        this.mistakes = mistakes;
        this.volumeReader = new VolumeDeclarationReader(problems);
        this.launchReader = launchReader;
    }

    Optional<LocatedWindow> read(Node node) {
        boolean isGuard = YamlMapping.ofAny(node, "", new Problems("")).has(GuardReader.KEY);
        return isGuard ? guard(node) : window(node);
    }

    /** Reads a guard as a window without a lead, whose grace is how late the guard may act. */
    private Optional<LocatedWindow> guard(Node node) {
        int before = problems.count();
        YamlMapping yamlMapping = YamlMapping.of(node, "a guard", GUARD_KEYS, problems);
        Optional<String> name = yamlMapping.required("name", this::uniqueName);
        Optional<ZoneId> zone = windowDefaults.valueOf(yamlMapping, ZONE, problems);
        Node when = Objects.requireNonNullElse(yamlMapping.get(GuardReader.KEY), node);
        WhenReader whenReader = new WhenReader(calendars, problems, remarks);
        Optional<GuardReader.Guard> guard =
                new GuardReader(whenReader, problems).read(when, zone.orElse(ZoneOffset.UTC));
        List<String> instances = instances(yamlMapping);
        AccountRegion accountRegion = new AccountRegionReader(windowDefaults, problems).read(yamlMapping);
        Optional<EndAction> then = windowDefaults.valueOf(yamlMapping, THEN, problems);
        then.filter(EndAction.TERMINATE::equals).ifPresent(terminate -> refuseTerminate(yamlMapping));
        Hooks hooks = new HookReader(problems).read(yamlMapping, guard.map(GuardReader.Guard::within));
        if (problems.count() > before) {
            return Optional.empty();
        }
        StreamingWindow window = new StreamingWindow(
                name.orElseThrow(),
                guard.orElseThrow().schedule(),
                new WindowTimings(
                        Duration.ZERO, Duration.ZERO, guard.orElseThrow().within(), AddressAssociationTiming.RUNNING),
                new WindowResources(instances, List.of(), List.of(), List.of(), List.of(), accountRegion),
                new WindowPolicy(ManualStopPolicy.RESPECT, then.orElseThrow(), hooks, WindowPolicy.NEVER, null));
        mistakes.zone(yamlMapping);
        mistakes.window(window, yamlMapping);
        return Optional.of(new LocatedWindow(window, node, List.of(), List.of(), List.of(), List.of()));
    }

    private void refuseTerminate(YamlMapping guard) {
        problems.add(
                Objects.requireNonNullElse(guard.get("then"), guard.node()),
                "then \"terminate\" of a guard",
                new InvalidValueException(
                        WindowProblemCode.WORD_NOT_ALLOWED,
                        "whoever started an instance, a guard turns it off, and terminated is for good",
                        "write then: stop"));
    }

    private Optional<LocatedWindow> window(Node node) {
        int before = problems.count();
        YamlMapping yamlMapping = YamlMapping.of(node, "a window", KEYS, problems);
        Optional<String> name = yamlMapping.required("name", this::uniqueName);
        Optional<Schedule> schedule = schedule(yamlMapping);
        Optional<WindowTimings> margins = margins(yamlMapping);
        List<String> instances = launchesAlone(yamlMapping) ? List.of() : instances(yamlMapping);
        List<WindowAddress> addresses = new WindowAddressReader(problems).read(yamlMapping);
        List<String> alternates =
                yamlMapping.oneOrMore("alternates", ScalarParsers.once("instance type", ScalarParsers::instanceType));
        Map<WindowVolume, Node> volumes = volumeReader.read(yamlMapping, instances);
        List<LaunchSlot> launches = launches(yamlMapping, margins, addresses, volumes.keySet());
        AccountRegion accountRegion = new AccountRegionReader(windowDefaults, problems).read(yamlMapping);
        Optional<WindowPolicy> policy = policy(yamlMapping, margins.map(WindowTimings::grace));
        if (problems.count() > before) {
            return Optional.empty();
        }
        StreamingWindow window = new StreamingWindow(
                name.orElseThrow(),
                schedule.orElseThrow(),
                margins.orElseThrow().withSlots(launches, instances.isEmpty()),
                new WindowResources(
                        instances, addresses, alternates, List.copyOf(volumes.keySet()), launches, accountRegion),
                instances.isEmpty() ? policy.orElseThrow().terminating() : policy.orElseThrow());
        launchReader.tellPackages(launches);
        mistakes.zone(yamlMapping);
        mistakes.window(window, yamlMapping);
        Node lead = yamlMapping.get("lead");
        return Optional.of(new LocatedWindow(
                window,
                lead == null ? node : lead,
                yamlMapping.items("addresses"),
                List.copyOf(volumes.values()),
                launchReader.places(yamlMapping, launches, "eip"),
                launchReader.places(yamlMapping, launches, "volumes")));
    }

    private static boolean launchesAlone(YamlMapping window) {
        return window.has(LaunchReader.KEY) && !window.has("instance") && !window.has("instances");
    }

    private List<LaunchSlot> launches(
            YamlMapping window,
            Optional<WindowTimings> margins,
            List<WindowAddress> addresses,
            Set<WindowVolume> volumes) {
        if (!window.has(LaunchReader.KEY)) {
            return List.of();
        }
        int before = problems.count();
        List<LaunchSlot> slots = launchReader.read(
                window,
                margins.map(WindowTimings::lead).orElse(Duration.ZERO),
                Stream.concat(
                                addresses.stream().map(WindowAddress::eip),
                                volumes.stream().map(WindowVolume::id))
                        .collect(Collectors.toSet()));
        if (slots.isEmpty() && problems.count() == before) {
            window.missing(LaunchReader.KEY);
        }
        if (launchesAlone(window) && window.has("then")) {
            window.value("then", LaunchReader::terminate);
        }
        return slots;
    }

    private Optional<WindowPolicy> policy(YamlMapping yamlMapping, Optional<Duration> grace) {
        Optional<ManualStopPolicy> manual = windowDefaults.valueOf(yamlMapping, MANUAL, problems);
        Optional<EndAction> then = windowDefaults.valueOf(yamlMapping, THEN, problems);
        Optional<Duration> outside = windowDefaults.valueOf(yamlMapping, MAX_RUNTIME_OUTSIDE, problems);
        Node ready = yamlMapping.get("ready");
        ReadyCheck check = ready == null ? null : new ReadyCheckReader(problems).read(ready);
        Hooks hooks = new HookReader(problems).read(yamlMapping, grace);
        return manual.flatMap(person ->
                then.flatMap(end -> outside.map(longest -> new WindowPolicy(person, end, hooks, longest, check))));
    }

    private String uniqueName(String text) throws InvalidValueException {
        String name = ScalarParsers.name(text);
        if (!names.add(name)) {
            throw new InvalidValueException(
                    WindowProblemCode.NAME_TAKEN, "another window has this name", "give each its own");
        }
        return name;
    }

    private Optional<Schedule> schedule(YamlMapping yamlMapping) {
        Optional<ZoneId> zone = windowDefaults.valueOf(yamlMapping, ZONE, problems);
        Node when = yamlMapping.get("when");
        if (when == null) {
            yamlMapping.missing("when");
            return Optional.empty();
        }
        // If the zone is missing, read with any zone, so that mistakes in "when" are reported together with it.
        return new WhenReader(calendars, problems, remarks).read(when, zone.orElse(ZoneOffset.UTC));
    }

    private Optional<WindowTimings> margins(YamlMapping yamlMapping) {
        Optional<Duration> lead = windowDefaults.valueOf(yamlMapping, LEAD, problems);
        Optional<Duration> readyBy = windowDefaults.valueOf(yamlMapping, READY_BY, problems);
        Optional<Duration> grace = windowDefaults.valueOf(yamlMapping, GRACE, problems);
        Optional<AddressAssociationTiming> addresses = windowDefaults.valueOf(yamlMapping, ADDRESSES_AT, problems);
        return lead.flatMap(before -> readyBy.flatMap(
                ready -> grace.flatMap(after -> addresses.map(at -> new WindowTimings(before, ready, after, at)))));
    }

    private List<String> instances(YamlMapping yamlMapping) {
        if (yamlMapping.isMisspelt("instance") || yamlMapping.isMisspelt("instances")) {
            return List.of(); // which was reported
        }
        if (yamlMapping.has("instance") == yamlMapping.has("instances")) {
            problems.add(
                    yamlMapping.node(),
                    yamlMapping.has("instance") ? "both \"instance\" and \"instances\"" : "no \"instance\"",
                    new InvalidValueException(
                            WindowProblemCode.NO_INSTANCE,
                            "a window has either instance: with one id, or instances: with a list, or launch: with"
                                    + " what it launches",
                            yamlMapping.has("instance") ? "remove one of the two keys" : "write instance: i-..."));
            return List.of();
        }
        List<String> found = new ArrayList<>(
                yamlMapping.values("instances", ScalarParsers.once("instance", ScalarParsers::instance)));
        yamlMapping.value("instance", ScalarParsers::instance).ifPresent(found::add);
        if (yamlMapping.has("instances") && yamlMapping.items("instances").isEmpty()) {
            yamlMapping.missing("instances");
        }
        return found;
    }

    private static WindowDefaults.Key<Duration> duration(String name, Duration builtIn) {
        return new WindowDefaults.Key<>(name, Duration.class, ScalarParsers::duration, Optional.of(builtIn));
    }
}
