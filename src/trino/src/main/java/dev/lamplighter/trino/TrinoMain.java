package dev.lamplighter.trino;

import io.trino.server.testing.TestingTrinoServer;
import io.trino.spi.Plugin;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One Trino on 127.0.0.1 with one catalog, {@code awsdatacatalog}: tables from a Glue endpoint, files from an S3
 * endpoint. Prints {@code READY <port>} on standard output, nothing else, and ends when standard input closes, so that
 * it never outlives the process that started it, however that one ended.
 *
 * <p>The Hive connector is loaded by name from the same flat class path: a plugin class loader of its own makes queries
 * hang ("Handle has unknown class loader"), and compiling against it would need its 250 jars.
 */
public final class TrinoMain {
    private static final String HIVE_PLUGIN = "io.trino.plugin.hive.HivePlugin";

    private TrinoMain() {}

    /** @param args the Glue endpoint and the S3 endpoint, as URIs */
    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            throw new IllegalArgumentException("wanted: <glue endpoint> <s3 endpoint>, got " + args.length + " values");
        }
        PrintStream parent = System.out;
        System.setOut(System.err);

        TestingTrinoServer server = TestingTrinoServer.builder()
                .setProperties(Map.of("http-server.log.enabled", "false", "query.client.timeout", "5m"))
                .build();
        Logger.getLogger("").setLevel(Level.WARNING);
        Plugin hive =
                (Plugin) Class.forName(HIVE_PLUGIN).getDeclaredConstructor().newInstance();
        server.installPlugin(hive);
        server.createCatalog("awsdatacatalog", "hive", catalog(args[0], args[1]));

        parent.println("READY " + server.getAddress().getPort());
        parent.flush();
        awaitEndOfInput();
        Runtime.getRuntime().halt(0);
    }

    private static Map<String, String> catalog(String glue, String s3) {
        Map<String, String> catalog = new LinkedHashMap<>();
        catalog.put("hive.metastore", "glue");
        catalog.put("hive.metastore.glue.endpoint-url", glue);
        catalog.put("hive.metastore.glue.region", "us-east-1");
        catalog.put("hive.metastore.glue.aws-access-key", "sandbox");
        catalog.put("hive.metastore.glue.aws-secret-key", "sandbox");
        catalog.put("hive.metastore.glue.partitions-segments", "1");
        // With statistics on, EXPLAIN and joins over projected tables fail with "Partition not found".
        catalog.put("hive.table-statistics-enabled", "false");
        catalog.put("hive.collect-column-statistics-on-write", "false");
        catalog.put("hive.partition-projection-enabled", "true");
        catalog.put("hive.non-managed-table-writes-enabled", "true");
        catalog.put("hive.security", "allow-all");
        // As Athena does it: Parquet by column name, CTAS to Parquet, folders read to their depth.
        catalog.put("hive.parquet.use-column-names", "true");
        catalog.put("hive.storage-format", "PARQUET");
        catalog.put("hive.recursive-directories", "true");
        catalog.put("fs.hadoop.enabled", "false");
        catalog.put("fs.native-s3.enabled", "true");
        catalog.put("s3.endpoint", s3);
        catalog.put("s3.path-style-access", "true");
        catalog.put("s3.region", "us-east-1");
        catalog.put("s3.aws-access-key", "sandbox");
        catalog.put("s3.aws-secret-key", "sandbox");
        return catalog;
    }

    private static void awaitEndOfInput() throws IOException {
        byte[] ignored = new byte[64];
        while (System.in.read(ignored) >= 0) {
            // Nothing is said on this line; only its end matters.
        }
    }
}
