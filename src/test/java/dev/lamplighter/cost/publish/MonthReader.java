package dev.lamplighter.cost.publish;

import dev.lamplighter.sandbox.SandboxLake;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads months as Athena does: asks the catalogue where a month lies, lists that place, reads all that lies there. DuckDB
 * reads. Not thread-safe.
 */
final class MonthReader implements AutoCloseable {
    private final SandboxLake lake;
    private final String database;
    private final String bucket;
    private final Path folder;
    private final Connection duck;

    MonthReader(SandboxLake lake, String database, String bucket) throws SQLException {
        this.lake = lake;
        this.database = database;
        this.bucket = bucket;
        folder = lake.bucket(bucket);
        duck = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duck.createStatement()) {
            statement.execute("SET threads = 1"); // and leave the others to those who are killed
        }
    }

    /** Where the month lies, without a slash at the end; empty as long as the table has no such month. */
    Optional<String> location(String month) {
        try {
            return Optional.of(lake.glue()
                    .getPartition(request -> request.databaseName(database)
                            .tableName(PublishingProcess.TABLE)
                            .partitionValues(month))
                    .partition()
                    .storageDescriptor()
                    .location()
                    .replaceFirst("/$", ""));
        } catch (EntityNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Rows, distinct ids and cost of a month; empty as long as the table has none. */
    Optional<String> look(String month) throws SQLException {
        Optional<String> location = location(month);
        return location.isEmpty()
                ? Optional.empty()
                : Optional.of(read(keys(location.get().substring(("s3://" + bucket + "/").length()) + "/")));
    }

    List<String> keys(String prefix) {
        return lake
                .s3()
                .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    /** Rows, distinct ids and cost of objects together. */
    String read(List<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return "nothing";
        }
        try (Statement statement = duck.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*), count(DISTINCT identity_line_item_id), sum(line_item_unblended_cost) FROM read_parquet("
                                + files(keys) + ", hive_partitioning = false)")) {
            row.next();
            BigDecimal cost = row.getBigDecimal(3);
            return row.getLong(1) + " " + row.getLong(2) + " " + (cost == null ? "-" : DeliveredMonths.plain(cost));
        }
    }

    private String files(List<String> keys) {
        return keys.stream().map(key -> "'" + folder.resolve(key) + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    /** Keys below a prefix by the folder they lie in. */
    Map<String, List<String>> folders(String prefix) {
        Map<String, List<String>> folders = new TreeMap<>();
        keys(prefix)
                .forEach(key -> folders.computeIfAbsent(
                                key.substring(0, key.lastIndexOf('/') + 1), none -> new ArrayList<>())
                        .add(key));
        return folders;
    }

    @Override
    public void close() throws SQLException {
        duck.close();
    }
}
