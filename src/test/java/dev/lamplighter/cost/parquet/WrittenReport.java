package dev.lamplighter.cost.parquet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.cost.Gzip;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A small report on disk, made for one test. */
final class WrittenReport {
    static final String MANIFEST = "cur/small/20250201-20250301/small-Manifest.json";
    static final List<String> HEADERS = List.of(
            "identity/LineItemId",
            "lineItem/LineItemType",
            "lineItem/UsageStartDate",
            "lineItem/UnblendedCost",
            "resourceTags/user:Name");

    private final Path bucket;
    private final ObjectNode manifest = JsonMapper.builder().build().createObjectNode();

    WrittenReport(Path bucket) {
        this(bucket, HEADERS);
    }

    /** With these columns; types by name. */
    WrittenReport(Path bucket, List<String> headers) {
        this.bucket = bucket;
        manifest.put("assemblyId", "20250301T000000Z");
        manifest.put("account", "123456789012");
        manifest.put("charset", "UTF-8").put("compression", "GZIP").put("contentType", "text/csv");
        manifest.put("reportName", "small").put("bucket", "some-bucket");
        manifest.putObject("billingPeriod").put("start", "20250201T000000.000Z").put("end", "20250301T000000.000Z");
        ArrayNode columns = manifest.putArray("columns");
        for (String header : headers) {
            int slash = header.indexOf('/');
            columns.addObject().put("category", header.substring(0, slash)).put("name", header.substring(slash + 1));
        }
        manifest.putArray("reportKeys");
    }

    /** To be changed before {@link #manifest()} is asked for. */
    ObjectNode json() {
        return manifest;
    }

    FileStore store() {
        return new FileStore(bucket);
    }

    /** Adds the next file, gzipped. */
    WrittenReport file(String csv) throws IOException {
        return file(Gzip.of(csv.getBytes(StandardCharsets.UTF_8)));
    }

    /** Adds the next file as it is. */
    WrittenReport file(byte[] content) throws IOException {
        ArrayNode keys = (ArrayNode) manifest.get("reportKeys");
        String key = "cur/small/20250201-20250301/small-" + (keys.size() + 1) + ".csv.gz";
        keys.add(key);
        Path file = bucket.resolve(key);
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, content);
        return this;
    }

    CostReportManifest manifest() throws IOException {
        Path file = bucket.resolve(MANIFEST);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, manifest.toString());
        return new ManifestReader().read(store(), MANIFEST);
    }

    static String header() {
        return String.join(",", HEADERS) + "\n";
    }

    /** The file with text behind its end. */
    static byte[] withGarbage(byte[] file) {
        byte[] longer = Arrays.copyOf(file, file.length + 3);
        longer[file.length + 2] = 'x';
        return longer;
    }
}
