package dev.lamplighter.sandbox.glue;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

/** Holds a table and its partitions, sorted by their values. Not thread-safe: {@link GlueStandIn} holds the lock. */
final class StoredTable {
    private final NavigableMap<String, Partition> partitions = new TreeMap<>();
    private Table table;

    StoredTable(Table table) {
        this.table = table;
    }

    Table table() {
        return table;
    }

    void replace(Table newer) {
        table = newer;
    }

    void add(Partition partition) {
        if (partition.values().size() != table.partitionKeys().size()) {
            throw InvalidInputException.builder()
                    .message("The number of partition keys do not match the number of partition values")
                    .build();
        }
        if (partitions.putIfAbsent(key(partition.values()), partition) != null) {
            throw AlreadyExistsException.builder()
                    .message("Partition already exists.")
                    .build();
        }
    }

    void replace(List<String> values, Partition newer) {
        Partition older = get(values);
        partitions.remove(key(values));
        try {
            add(newer);
        } catch (AlreadyExistsException | InvalidInputException refusal) {
            partitions.put(key(values), older);
            throw refusal;
        }
    }

    @Nullable
    Partition find(List<String> values) {
        return partitions.get(key(values));
    }

    Partition get(List<String> values) {
        Partition partition = find(values);
        if (partition == null) {
            throw EntityNotFoundException.builder()
                    .message("Cannot find partition.")
                    .build();
        }
        return partition;
    }

    void remove(List<String> values) {
        get(values);
        partitions.remove(key(values));
    }

    List<Partition> partitions(@Nullable String expression) {
        if (expression == null || expression.isBlank()) {
            return List.copyOf(partitions.values());
        }
        Predicate<List<String>> filter = PartitionFilter.of(expression, table.partitionKeys());
        List<Partition> accepted = new ArrayList<>();
        for (Partition partition : partitions.values()) {
            if (filter.test(partition.values())) {
                accepted.add(partition);
            }
        }
        return accepted;
    }

    private static String key(List<String> values) {
        return String.join("\0", values);
    }
}
