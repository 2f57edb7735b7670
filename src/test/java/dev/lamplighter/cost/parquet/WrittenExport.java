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
import java.util.Map;

/** A data export on disk, made for one test: CSV as it is given, Parquet as DuckDB writes it. */
final class WrittenExport {
    private final Path bucket;
    private final String folder;
    private final String run;
    private final ObjectNode manifest = JsonMapper.builder().build().createObjectNode();

    /**
     * Begins an export of 2026-07.
     *
     * @param folder of the export, which ends in its name
     * @param partition {@code BILLING_PERIOD=2026-07}, and behind a slash the folder of the run where each has its own
     */
    WrittenExport(Path bucket, String folder, String partition) {
        this.bucket = bucket;
        this.folder = folder;
        this.run = partition;
        manifest.putArray("columns");
        manifest.putArray("dataFiles");
    }

    String name() {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    /** To be changed before {@link #manifest()} is asked for. */
    ObjectNode json() {
        return manifest;
    }

    WrittenExport columns(Map<String, String> types) {
        types.forEach((name, type) -> ((ArrayNode) manifest.get("columns"))
                .addObject()
                .put("name", name)
                .put("type", type));
        return this;
    }

    FileStore store() {
        return new FileStore(bucket);
    }

    /** Adds the next file, gzipped. */
    WrittenExport csv(String text) throws IOException {
        Files.write(next("csv.gz"), Gzip.of(text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Adds the next file, the rows of a SELECT. */
    WrittenExport parquet(DuckDb duck, String select) throws Exception {
        return parquet(duck, select, "COMPRESSION snappy");
    }

    WrittenExport parquet(DuckDb duck, String select, String options) throws Exception {
        duck.run("COPY (" + select + ") TO '" + next("snappy.parquet") + "' (FORMAT parquet, " + options + ")");
        return this;
    }

    /** The next data file, which the manifest names from now on. */
    Path next(String suffix) throws IOException {
        ArrayNode files = (ArrayNode) manifest.get("dataFiles");
        String key = folder + "/data/" + run + "/" + name() + "-0000" + (files.size() + 1) + "." + suffix;
        files.add("s3://some-bucket/" + key);
        Path file = bucket.resolve(key);
        Files.createDirectories(file.resolveSibling("."));
        return file;
    }

    String manifestKey() {
        return folder + "/metadata/" + run + "/" + name() + "-Manifest.json";
    }

    CostReportManifest manifest() throws IOException {
        Path file = bucket.resolve(manifestKey());
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, manifest.toString());
        return new ManifestReader().read(store(), manifestKey());
    }
}
