package dev.lamplighter.sandbox.ec2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps the resources of one kind, in the order in which they were made. */
final class ResourcesById<T extends Ec2Resource> {
    private final ResourceKind kind;
    private final Map<String, T> byId = new LinkedHashMap<>();

    ResourcesById(ResourceKind kind) {
        this.kind = kind;
    }

    /** Every id is used once, even by a configuration that names ids. */
    T add(T resource) {
        if (byId.putIfAbsent(resource.id, resource) != null) {
            throw new IllegalArgumentException("the id is taken: " + resource.id);
        }
        return resource;
    }

    void remove(T resource) {
        byId.remove(resource.id);
    }

    List<T> all() {
        return List.copyOf(byId.values());
    }

    List<T> where(Predicate<T> wanted) {
        return byId.values().stream().filter(wanted).toList();
    }

    @Nullable
    T find(@Nullable String id) {
        return id == null ? null : byId.get(id);
    }

    /** @throws dev.lamplighter.sandbox.aws.SimulatedAwsError {@code ...Malformed}, {@code ...NotFound} */
    T require(String id) {
        return require(List.of(id)).get(0);
    }

    /** All or nothing, each once, in the order asked for. */
    List<T> require(Collection<String> ids) {
        ids.forEach(kind::requireWellFormed);
        List<T> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            T resource = byId.get(id);
            if (resource == null) {
                missing.add(id);
            } else {
                found.add(resource);
            }
        }
        if (!missing.isEmpty()) {
            throw kind.notFound(missing);
        }
        return found;
    }

    /** Those asked for, or all when none is. */
    List<T> requireOrAll(List<String> ids) {
        return ids.isEmpty() ? all() : require(ids);
    }
}
