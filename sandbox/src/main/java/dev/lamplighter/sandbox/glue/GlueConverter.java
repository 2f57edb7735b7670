package dev.lamplighter.sandbox.glue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Turns what was given into what is kept: names in lower case, dates added, defaults as Glue answers them. */
final class GlueConverter {
    private GlueConverter() {}

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static Database database(DatabaseInput input, Instant created) {
        return Database.builder()
                .name(folded(input.name()))
                .description(input.description())
                .locationUri(input.locationUri())
                .parameters(input.parameters())
                .createTime(created)
                .build();
    }

    static Table table(String database, TableInput input, Instant created, Instant updated) {
        return Table.builder()
                .databaseName(database)
                .name(folded(input.name()))
                .description(input.description())
                .owner(input.owner())
                .createTime(created)
                .updateTime(updated)
                .retention(input.retention() == null ? 0 : input.retention())
                .storageDescriptor(withDefaults(input.storageDescriptor()))
                .partitionKeys(input.partitionKeys())
                .viewOriginalText(input.viewOriginalText())
                .viewExpandedText(input.viewExpandedText())
                .tableType(input.tableType())
                .parameters(input.parameters())
                .build();
    }

    static Partition partition(Table table, PartitionInput input, Instant created) {
        return Partition.builder()
                .databaseName(table.databaseName())
                .tableName(table.name())
                .values(input.values())
                .creationTime(created)
                .storageDescriptor(withDefaults(input.storageDescriptor()))
                .parameters(input.parameters())
                .build();
    }

    /** For listings that ask for no schema. */
    static Partition withoutColumns(Partition partition) {
        return partition.toBuilder()
                .storageDescriptor(partition.storageDescriptor().toBuilder()
                        .columns(List.of())
                        .build())
                .build();
    }

    /** Trino unboxes these three without asking whether they are there. */
    private static @Nullable StorageDescriptor withDefaults(@Nullable StorageDescriptor given) {
        if (given == null) {
            return null;
        }
        return given.toBuilder()
                .compressed(Boolean.TRUE.equals(given.compressed()))
                .storedAsSubDirectories(Boolean.TRUE.equals(given.storedAsSubDirectories()))
                .numberOfBuckets(given.numberOfBuckets() == null ? 0 : given.numberOfBuckets())
                .build();
    }
}
