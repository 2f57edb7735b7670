package dev.lamplighter.sandbox.athena;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Finds tables and partitions in Glue by Hive's names, and refuses with Hive's messages. */
final class HiveMetastore {
    private final GlueClient glue;

    HiveMetastore(GlueClient glue) {
        this.glue = glue;
    }

    void requireDatabase(String name) {
        try {
            glue.getDatabase(request -> request.name(name));
        } catch (EntityNotFoundException absent) {
            throw DdlFailure.semantic("[Error 10072]: Database does not exist: " + name);
        }
    }

    Optional<Table> find(TableName name) {
        requireDatabase(name.database());
        try {
            return Optional.of(glue.getTable(
                            request -> request.databaseName(name.database()).name(name.table()))
                    .table());
        } catch (EntityNotFoundException absent) {
            return Optional.empty();
        }
    }

    Table get(TableName name) {
        return find(name).orElseThrow(() -> DdlFailure.semantic("[Error 10001]: Table not found " + name));
    }

    Table getPartitioned(TableName name) {
        Table table = get(name);
        if (table.partitionKeys().isEmpty()) {
            throw DdlFailure.task("Table " + name.table() + " is not a partitioned table");
        }
        return table;
    }

    List<Partition> partitions(Table table) {
        return glue
                .getPartitionsPaginator(
                        request -> request.databaseName(table.databaseName()).tableName(table.name()))
                .stream()
                .flatMap(page -> page.partitions().stream())
                .toList();
    }

    Optional<Partition> find(Table table, List<String> values) {
        try {
            return Optional.of(glue.getPartition(request -> request.databaseName(table.databaseName())
                            .tableName(table.name())
                            .partitionValues(values))
                    .partition());
        } catch (EntityNotFoundException absent) {
            return Optional.empty();
        }
    }

    Partition get(Table table, List<String> values) {
        return find(table, values)
                .orElseThrow(() -> DdlFailure.semantic(
                        "[Error 10006]: Partition not found {" + PartitionSpec.path(table, values) + "}"));
    }

    void replace(Table table) {
        glue.updateTable(request -> request.databaseName(table.databaseName()).tableInput(input(table)));
    }

    void relocate(Table table, Partition partition, String location) {
        StorageDescriptor storage =
                partition.storageDescriptor().toBuilder().location(location).build();
        PartitionInput input = PartitionInput.builder()
                .values(partition.values())
                .parameters(partition.parameters())
                .storageDescriptor(storage)
                .build();
        glue.updatePartition(request -> request.databaseName(table.databaseName())
                .tableName(table.name())
                .partitionValueList(partition.values())
                .partitionInput(input));
    }

    private static TableInput input(Table table) {
        return TableInput.builder()
                .name(table.name())
                .description(table.description())
                .owner(table.owner())
                .retention(table.retention())
                .storageDescriptor(table.storageDescriptor())
                .partitionKeys(table.partitionKeys())
                .viewOriginalText(table.viewOriginalText())
                .viewExpandedText(table.viewExpandedText())
                .tableType(table.tableType())
                .parameters(table.parameters())
                .build();
    }
}
