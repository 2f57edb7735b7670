package dev.lamplighter.window.declare;

import dev.lamplighter.window.ec2.Place;
import dev.lamplighter.window.schedule.Schedule;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one item of {@code windows:}. A window with any problem is set aside whole. */
final class WindowReader {
    private static final List<String> KEYS = Stream.concat(
                    Stream.of(
                            "name",
                            "when",
                            "instance",
                            "instances",
                            "addresses",
                            "alternates",
                            "volumes",
                            "ready",
                            HookReader.BEFORE_READY,
                            HookReader.PRE_STOP),
                    Defaults.KEYS.stream())
            .toList();
    private static final List<String> READY_KEYS = List.of("http", "contains", "within");
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final List<String> ADDRESS_KEYS = List.of("eip", "eni", "privateIp");
    private static final Defaults.Key<ZoneId> ZONE =
            new Defaults.Key<>("zone", ZoneId.class, Values::zone, Optional.empty());
    private static final Defaults.Key<Duration> LEAD = duration("lead", Duration.ofMinutes(10));
    private static final Defaults.Key<Duration> READY_BY = duration("readyBy", Duration.ofMinutes(2));
    private static final Defaults.Key<Duration> GRACE = duration("grace", Duration.ofMinutes(10));
    private static final Defaults.Key<AddressesAt> ADDRESSES_AT =
            new Defaults.Key<>("addressesAt", AddressesAt.class, Values::addressesAt, Optional.of(AddressesAt.RUNNING));
    private static final Defaults.Key<ManualPolicy> MANUAL =
            new Defaults.Key<>("manual", ManualPolicy.class, Values::manual, Optional.of(ManualPolicy.RESPECT));
    private static final Defaults.Key<Then> THEN =
            new Defaults.Key<>("then", Then.class, Values::then, Optional.of(Then.STOP));
    /** Long enough for a rehearsal or an update by hand; a forgotten machine is told the same day. */
    private static final Defaults.Key<Duration> MAX_RUNTIME_OUTSIDE = new Defaults.Key<>(
            "maxRuntimeOutside", Duration.class, Values::runtimeOutside, Optional.of(Duration.ofHours(4)));

    private final Defaults defaults;
    private final Calendars calendars;
    private final Problems problems;
    private final VolumeReader volumeReader;
    private final Set<String> names = new HashSet<>();

    WindowReader(Defaults defaults, Calendars calendars, Problems problems) {
        this.defaults = defaults;
        this.calendars = calendars;
        this.problems = problems;
        this.volumeReader = new VolumeReader(problems);
    }

    Optional<DeclaredWindow> read(Node node) {
        int before = problems.count();
        Fields fields = Fields.of(node, "a window", KEYS, problems);
        Optional<String> name = fields.required("name", this::uniqueName);
        Optional<Schedule> schedule = schedule(fields);
        Optional<Margins> margins = margins(fields);
        List<String> instances = instances(fields);
        List<Address> addresses = addresses(fields);
        List<String> alternates = fields.oneOrMore("alternates", once("instance type", Values::instanceType));
        Map<Volume, Node> volumes = volumeReader.read(fields, instances);
        Place place = new PlaceReader(defaults, problems).read(fields);
        Optional<Policy> policy = policy(fields, margins.map(Margins::grace));
        if (problems.count() > before) {
            return Optional.empty();
        }
        StreamingWindow window = new StreamingWindow(
                name.orElseThrow(),
                schedule.orElseThrow(),
                margins.orElseThrow(),
                new Machines(instances, addresses, alternates, List.copyOf(volumes.keySet()), place),
                policy.orElseThrow());
        Node lead = fields.get("lead");
        return Optional.of(new DeclaredWindow(
                window, lead == null ? node : lead, fields.items("addresses"), List.copyOf(volumes.values())));
    }

    private Optional<Policy> policy(Fields fields, Optional<Duration> grace) {
        Optional<ManualPolicy> manual = defaults.valueOf(fields, MANUAL, problems);
        Optional<Then> then = defaults.valueOf(fields, THEN, problems);
        Optional<Duration> outside = defaults.valueOf(fields, MAX_RUNTIME_OUTSIDE, problems);
        Node ready = fields.get("ready");
        ReadyCheck check = ready == null ? null : readyCheck(ready);
        Hooks hooks = new HookReader(problems).read(fields, grace);
        return manual.flatMap(
                person -> then.flatMap(end -> outside.map(longest -> new Policy(person, end, hooks, longest, check))));
    }

    private @Nullable ReadyCheck readyCheck(Node node) {
        Fields ready = Fields.of(node, "ready", READY_KEYS, problems);
        Optional<URI> http = ready.required("http", Values::http);
        Optional<String> contains = ready.value("contains", text -> text);
        Duration within = ready.value("within", Values::positiveDuration).orElse(READY_WITHIN);
        return http.map(page -> new ReadyCheck(page, contains.orElse(null), within))
                .orElse(null);
    }

    private String uniqueName(String text) throws RefusedValueException {
        String name = Values.name(text);
        if (!names.add(name)) {
            throw new RefusedValueException("WINDOW-012", "another window has this name", "give each its own");
        }
        return name;
    }

    private Optional<Schedule> schedule(Fields fields) {
        Optional<ZoneId> zone = defaults.valueOf(fields, ZONE, problems);
        Node when = fields.get("when");
        if (when == null) {
            fields.missing("when");
            return Optional.empty();
        }
        // Read with any zone, so that what is wrong in "when" is told together with a missing zone.
        return new WhenReader(calendars, problems).read(when, zone.orElse(ZoneOffset.UTC));
    }

    private Optional<Margins> margins(Fields fields) {
        Optional<Duration> lead = defaults.valueOf(fields, LEAD, problems);
        Optional<Duration> readyBy = defaults.valueOf(fields, READY_BY, problems);
        Optional<Duration> grace = defaults.valueOf(fields, GRACE, problems);
        Optional<AddressesAt> addresses = defaults.valueOf(fields, ADDRESSES_AT, problems);
        return lead.flatMap(before -> readyBy.flatMap(
                ready -> grace.flatMap(after -> addresses.map(at -> new Margins(before, ready, after, at)))));
    }

    private List<String> instances(Fields fields) {
        if (fields.has("instance") == fields.has("instances")) {
            problems.add(
                    fields.node(),
                    fields.has("instance") ? "both \"instance\" and \"instances\"" : "no \"instance\"",
                    new RefusedValueException(
                            "WINDOW-010",
                            "a window names its instances with one of the two keys",
                            "write instance: i-..."));
            return List.of();
        }
        List<String> found = new ArrayList<>(fields.values("instances", once("instance", Values::instance)));
        fields.value("instance", Values::instance).ifPresent(found::add);
        if (fields.has("instances") && fields.items("instances").isEmpty()) {
            fields.missing("instances");
        }
        return found;
    }

    private List<Address> addresses(Fields fields) {
        List<Address> found = new ArrayList<>();
        ValueParser<String> allocation = once("address", Values::allocation);
        for (Node item : fields.items("addresses")) {
            Fields address = Fields.of(item, "an address", ADDRESS_KEYS, problems);
            Optional<String> eip = address.required("eip", allocation);
            Optional<String> eni = address.required("eni", Values::networkInterface);
            Optional<String> privateIp = address.value("privateIp", Values::ipv4);
            if (eip.isPresent() && eni.isPresent()) {
                refuseSecond(item, found, eni.get(), privateIp.orElse(""));
                found.add(new Address(eip.get(), eni.get(), privateIp.orElse(null)));
            }
        }
        return found;
    }

    /** A private address has one Elastic IP; a second one would take the first one off. */
    private void refuseSecond(Node item, List<Address> found, String eni, String privateIp) {
        boolean taken = found.stream()
                .anyMatch(other -> other.eni().equals(eni)
                        && other.onPrivateIp().orElse("").equals(privateIp));
        if (taken) {
            problems.add(
                    item,
                    "interface " + eni,
                    new RefusedValueException(
                            "WINDOW-029",
                            "the window puts another address on the same private address of it",
                            "give each its own privateIp"));
        }
    }

    private static ValueParser<String> once(String thing, ValueParser<String> parser) {
        Set<String> seen = new HashSet<>();
        return text -> {
            String id = parser.parse(text);
            if (!seen.add(id)) {
                throw new RefusedValueException(
                        "WINDOW-022", "the window names this " + thing + " twice", "remove one of the two lines");
            }
            return id;
        };
    }

    private static Defaults.Key<Duration> duration(String name, Duration builtIn) {
        return new Defaults.Key<>(name, Duration.class, Values::duration, Optional.of(builtIn));
    }
}
