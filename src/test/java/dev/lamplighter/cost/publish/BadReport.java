package dev.lamplighter.cost.publish;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.cost.Gzip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A report that would be good but for what a test does to it. */
final class BadReport {
    static final String HEADER = "identity/LineItemId,lineItem/LineItemType,lineItem/UsageStartDate,"
            + "lineItem/UnblendedCost,resourceTags/user:Name\n";
    static final String GOOD_ROW = "id1,Usage,2025-02-01T00:00:00Z,1.5,web\n";

    private final String name;
    private final ObjectNode json = JsonMapper.builder().build().createObjectNode();
    private final List<byte[]> files = new ArrayList<>();
    private UnaryOperator<String> manifest = UnaryOperator.identity();

    /** With one good file. */
    BadReport(String name) {
        this.name = name;
        json.put("assemblyId", "A1").put("account", "123456789012").put("charset", "UTF-8");
        json.put("compression", "GZIP").put("contentType", "text/csv");
        json.put("reportName", name).put("bucket", "some-bucket");
        json.putObject("billingPeriod").put("start", "20250201T000000.000Z").put("end", "20250301T000000.000Z");
        ArrayNode columns = json.putArray("columns");
        for (String header : HEADER.strip().split(",", -1)) {
            String[] parts = header.split("/", 2);
            columns.addObject().put("category", parts[0]).put("name", parts[1]);
        }
        json.putArray("reportKeys");
        file(Gzip.of(HEADER + GOOD_ROW));
    }

    ObjectNode json() {
        return json;
    }

    ArrayNode keys() {
        return (ArrayNode) json.get("reportKeys");
    }

    /** Adds a file as it is. */
    void file(byte[] content) {
        files.add(content);
        keys().add(folder() + name + "-" + files.size() + ".csv.gz");
    }

    /** Changes the manifest's text. */
    void manifest(UnaryOperator<String> change) {
        manifest = change;
    }

    String manifestKey() {
        return folder() + name + "-Manifest.json";
    }

    void write(Path bucket) throws IOException {
        for (int i = 0; i < files.size(); i++) {
            put(bucket.resolve(folder() + name + "-" + (i + 1) + ".csv.gz"), files.get(i));
        }
        put(bucket.resolve(manifestKey()), manifest.apply(json.toString()).getBytes(StandardCharsets.UTF_8));
    }

    private String folder() {
        return "cur/" + name + "/20250201-20250301/";
    }

    private static void put(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, content);
    }
}
