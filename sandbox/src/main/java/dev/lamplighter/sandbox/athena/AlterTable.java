package dev.lamplighter.sandbox.athena;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.AddTableColumnsContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.AddTablePartitionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.DropTablePartitionsContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.HiveReplaceColumnsContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PartitionSpecContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PartitionSpecLocationContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.QualifiedColTypeWithPositionListContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.SetTableLocationContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.SetTablePropertiesContext;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * Carries out ALTER TABLE. A partition keeps the columns its table had when it was added, as in Hive: ADD COLUMNS changes the table
 * alone. Parquet is nevertheless read by the table's names: what a file lacks is null, what it has is seen.
 */
final class AlterTable {
    private final GlueClient glue;
    private final HiveMetastore tables;

    AlterTable(GlueClient glue, HiveMetastore tables) {
        this.glue = glue;
        this.tables = tables;
    }

    void addPartitions(AddTablePartitionContext statement, String database) {
        Table table = tables.getPartitioned(TableName.of(statement.identifierReference(), database));
        boolean onlyMissing = statement.EXISTS() != null;
        Set<List<String>> named = new HashSet<>();
        List<PartitionInput> missing = new ArrayList<>();
        for (PartitionSpecLocationContext part : statement.partitionSpecLocation()) {
            List<String> values = PartitionSpec.of(part.partitionSpec()).whole(table);
            boolean isThere = tables.find(table, values).isPresent() || !named.add(values);
            if (isThere && !onlyMissing) {
                throw DdlFailure.task("AlreadyExistsException(message:Partition already exists: "
                        + PartitionSpec.path(table, values) + ")");
            }
            if (!isThere) {
                missing.add(partition(table, values, part));
            }
        }
        glue.batchCreatePartition(request -> request.databaseName(table.databaseName())
                .tableName(table.name())
                .partitionInputList(missing));
    }

    private static PartitionInput partition(Table table, List<String> values, PartitionSpecLocationContext part) {
        String location = part.locationSpec() == null
                ? table.storageDescriptor().location() + "/" + PartitionSpec.path(table, values)
                : TableDefinition.location(part.locationSpec());
        StorageDescriptor storage =
                table.storageDescriptor().toBuilder().location(location).build();
        return PartitionInput.builder()
                .values(values)
                .storageDescriptor(storage)
                .build();
    }

    void dropPartitions(DropTablePartitionsContext statement, String database) {
        Table table = tables.getPartitioned(TableName.of(statement.identifierReference(), database));
        List<Partition> all = tables.partitions(table);
        List<PartitionValueList> dropped = new ArrayList<>();
        for (PartitionSpecContext clause : statement.partitionSpec()) {
            PartitionSpec spec = PartitionSpec.of(clause);
            List<PartitionValueList> covered = all.stream()
                    .map(Partition::values)
                    .filter(values -> spec.covers(table, values))
                    .map(values -> PartitionValueList.builder().values(values).build())
                    .toList();
            if (covered.isEmpty() && statement.EXISTS() == null) {
                throw DdlFailure.semantic("[Error 10006]: Partition not found " + spec.values());
            }
            dropped.addAll(covered);
        }
        glue.batchDeletePartition(request -> request.databaseName(table.databaseName())
                .tableName(table.name())
                .partitionsToDelete(dropped));
    }

    void setLocation(SetTableLocationContext statement, String database) {
        Table table = tables.get(TableName.of(statement.identifierReference(), database));
        String location = TableDefinition.location(statement.locationSpec());
        if (statement.partitionSpec() == null) {
            tables.replace(withStorage(
                    table,
                    table.storageDescriptor().toBuilder().location(location).build()));
        } else {
            List<String> values = PartitionSpec.of(statement.partitionSpec()).whole(table);
            tables.relocate(table, tables.get(table, values), location);
        }
    }

    void setProperties(SetTablePropertiesContext statement, String database) {
        Table table = tables.get(TableName.of(statement.identifierReference(), database));
        Map<String, String> parameters = new LinkedHashMap<>(table.parameters());
        parameters.putAll(TableDefinition.properties(statement.propertyList()));
        tables.replace(table.toBuilder().parameters(parameters).build());
    }

    void addColumns(AddTableColumnsContext statement, String database) {
        Table table = tables.get(TableName.of(statement.identifierReference(), database));
        List<Column> columns = new ArrayList<>(table.storageDescriptor().columns());
        columns.addAll(columns(statement.columns));
        setColumns(table, columns);
    }

    void replaceColumns(HiveReplaceColumnsContext statement, String database) {
        if (statement.partitionSpec() != null) {
            throw DdlFailure.unsupported("REPLACE COLUMNS of a partition");
        }
        setColumns(tables.get(TableName.of(statement.table, database)), columns(statement.columns));
    }

    private void setColumns(Table table, List<Column> columns) {
        List<Column> all = new ArrayList<>(columns);
        all.addAll(table.partitionKeys());
        HiveColumns.requireDistinct(all);
        tables.replace(withStorage(
                table, table.storageDescriptor().toBuilder().columns(columns).build()));
    }

    private static List<Column> columns(QualifiedColTypeWithPositionListContext list) {
        return list.qualifiedColTypeWithPosition().stream().map(HiveColumns::of).toList();
    }

    private static Table withStorage(Table table, StorageDescriptor storage) {
        return table.toBuilder().storageDescriptor(storage).build();
    }
}
