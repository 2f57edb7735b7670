package dev.lamplighter.window.ec2;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows instances by their Name tags at one moment. Immutable. */
public final class InstanceNames {
    public static final InstanceNames NONE = of(List.of());

    private final Map<String, NamedInstance> byId;

    private InstanceNames(Map<String, NamedInstance> byId) {
        this.byId = byId;
    }

    /** Knows these; of two with the same id the first counts. */
    public static InstanceNames of(Collection<NamedInstance> named) {
        Map<String, NamedInstance> byId = new LinkedHashMap<>();
        named.forEach(one -> byId.putIfAbsent(one.id(), one));
        return new InstanceNames(byId);
    }

    public Optional<String> nameOf(String instanceId) {
        return Optional.ofNullable(byId.get(instanceId)).map(NamedInstance::name);
    }

    /** {@code web (i-0123456789abcdef0)}; the id alone where no name is known. */
    public String words(String instanceId) {
        return nameOf(instanceId).map(name -> name + " (" + instanceId + ")").orElse(instanceId);
    }

    /** The ids of the instances that are called so. */
    public List<String> idsOf(String name) {
        return called(name).stream().map(NamedInstance::id).toList();
    }

    /** The same instances with account and region, for people who have to choose one of them. */
    public String choiceOf(String name) {
        return String.join(
                " and ", called(name).stream().map(NamedInstance::idAndPlace).toList());
    }

    /** Every name. */
    public List<String> all() {
        return byId.values().stream().map(NamedInstance::name).distinct().toList();
    }

    private List<NamedInstance> called(String name) {
        String said = name.strip();
        return byId.values().stream().filter(one -> one.name().equals(said)).toList();
    }
}
