package dev.lamplighter.sandbox.glue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionResponse;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateDatabaseResponse;
import software.amazon.awssdk.services.glue.model.CreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseRequest;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseResponse;
import software.amazon.awssdk.services.glue.model.DeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.DeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableResponse;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetDatabasesRequest;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionsRequest;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionsResponse;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseResponse;
import software.amazon.awssdk.services.glue.model.UpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdatePartitionResponse;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

/**
 * Stands in for Glue's Data Catalog in one process, empty but for the database {@code default}. Holds the operations that Athena's
 * DDL and Trino's Hive connector call; the others are refused. Each call is atomic.
 *
 * <p>Column statistics are accepted by none and known for none. Limits of a page are those of "Data Catalog API", AWS Glue Developer Guide.
 */
public final class GlueStandIn implements GlueClient {
    private static final int MOST_DATABASES = 100;
    private static final int MOST_TABLES = 100;

    private final InstantSource clock;
    private final InMemoryGlueCatalog catalog = new InMemoryGlueCatalog();
    private final GluePartitions partitions;

    public GlueStandIn(InstantSource clock) {
        this.clock = clock;
        this.partitions = new GluePartitions(catalog, clock);
        createDatabase(request -> request.databaseInput(database -> database.name("default")));
    }

    @Override
    public synchronized CreateDatabaseResponse createDatabase(CreateDatabaseRequest request) {
        catalog.add(GlueConverter.database(request.databaseInput(), clock.instant()));
        return CreateDatabaseResponse.builder().build();
    }

    @Override
    public synchronized GetDatabaseResponse getDatabase(GetDatabaseRequest request) {
        return GetDatabaseResponse.builder()
                .database(catalog.database(request.name()))
                .build();
    }

    @Override
    public synchronized GetDatabasesResponse getDatabases(GetDatabasesRequest request) {
        var page = Page.of(catalog.databases(), request.nextToken(), request.maxResults(), MOST_DATABASES);
        return GetDatabasesResponse.builder()
                .databaseList(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public synchronized UpdateDatabaseResponse updateDatabase(UpdateDatabaseRequest request) {
        Instant created = catalog.database(request.name()).createTime();
        catalog.replace(GlueConverter.database(request.databaseInput(), created));
        return UpdateDatabaseResponse.builder().build();
    }

    @Override
    public synchronized DeleteDatabaseResponse deleteDatabase(DeleteDatabaseRequest request) {
        catalog.removeDatabase(request.name());
        return DeleteDatabaseResponse.builder().build();
    }

    @Override
    public synchronized CreateTableResponse createTable(CreateTableRequest request) {
        String database = catalog.database(request.databaseName()).name();
        Instant now = clock.instant();
        catalog.add(GlueConverter.table(database, request.tableInput(), now, now));
        return CreateTableResponse.builder().build();
    }

    @Override
    public synchronized GetTableResponse getTable(GetTableRequest request) {
        return GetTableResponse.builder()
                .table(catalog.table(request.databaseName(), request.name()).table())
                .build();
    }

    @Override
    public synchronized GetTablesResponse getTables(GetTablesRequest request) {
        Predicate<String> wanted = pattern(request.expression());
        List<Table> tables = catalog.tables(request.databaseName()).stream()
                .map(StoredTable::table)
                .filter(table -> wanted.test(table.name()))
                .toList();
        var page = Page.of(tables, request.nextToken(), request.maxResults(), MOST_TABLES);
        return GetTablesResponse.builder()
                .tableList(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public synchronized UpdateTableResponse updateTable(UpdateTableRequest request) {
        TableInput input = request.tableInput();
        StoredTable stored = catalog.table(request.databaseName(), input.name());
        Table before = stored.table();
        stored.replace(GlueConverter.table(before.databaseName(), input, before.createTime(), clock.instant()));
        return UpdateTableResponse.builder().build();
    }

    @Override
    public synchronized DeleteTableResponse deleteTable(DeleteTableRequest request) {
        catalog.removeTable(request.databaseName(), request.name());
        return DeleteTableResponse.builder().build();
    }

    @Override
    public synchronized CreatePartitionResponse createPartition(CreatePartitionRequest request) {
        return partitions.create(request);
    }

    @Override
    public synchronized BatchCreatePartitionResponse batchCreatePartition(BatchCreatePartitionRequest request) {
        return partitions.createAll(request);
    }

    @Override
    public synchronized GetPartitionResponse getPartition(GetPartitionRequest request) {
        return partitions.get(request);
    }

    @Override
    public synchronized BatchGetPartitionResponse batchGetPartition(BatchGetPartitionRequest request) {
        return partitions.getAll(request);
    }

    @Override
    public synchronized GetPartitionsResponse getPartitions(GetPartitionsRequest request) {
        return partitions.list(request);
    }

    @Override
    public synchronized UpdatePartitionResponse updatePartition(UpdatePartitionRequest request) {
        return partitions.update(request);
    }

    @Override
    public synchronized BatchUpdatePartitionResponse batchUpdatePartition(BatchUpdatePartitionRequest request) {
        return partitions.updateAll(request);
    }

    @Override
    public synchronized DeletePartitionResponse deletePartition(DeletePartitionRequest request) {
        return partitions.delete(request);
    }

    @Override
    public synchronized BatchDeletePartitionResponse batchDeletePartition(BatchDeletePartitionRequest request) {
        return partitions.deleteAll(request);
    }

    @Override
    public synchronized GetColumnStatisticsForTableResponse getColumnStatisticsForTable(
            GetColumnStatisticsForTableRequest request) {
        catalog.table(request.databaseName(), request.tableName());
        return GetColumnStatisticsForTableResponse.builder()
                .columnStatisticsList(List.of())
                .errors(List.of())
                .build();
    }

    @Override
    public synchronized GetColumnStatisticsForPartitionResponse getColumnStatisticsForPartition(
            GetColumnStatisticsForPartitionRequest request) {
        catalog.table(request.databaseName(), request.tableName());
        return GetColumnStatisticsForPartitionResponse.builder()
                .columnStatisticsList(List.of())
                .errors(List.of())
                .build();
    }

    @Override
    public synchronized DeleteColumnStatisticsForTableResponse deleteColumnStatisticsForTable(
            DeleteColumnStatisticsForTableRequest request) {
        return DeleteColumnStatisticsForTableResponse.builder().build();
    }

    @Override
    public synchronized GetUserDefinedFunctionsResponse getUserDefinedFunctions(
            GetUserDefinedFunctionsRequest request) {
        return GetUserDefinedFunctionsResponse.builder()
                .userDefinedFunctions(List.of())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing but memory.
    }

    private static Predicate<String> pattern(@Nullable String expression) {
        return expression == null || expression.isEmpty()
                ? name -> true
                : Pattern.compile(expression, Pattern.CASE_INSENSITIVE).asMatchPredicate();
    }
}
