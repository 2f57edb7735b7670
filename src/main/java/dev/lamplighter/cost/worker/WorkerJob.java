package dev.lamplighter.cost.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.cost.report.BillingPeriod;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ReportColumn;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the job of a process, as one line of JSON on its standard input. It holds no credentials.
 *
 * @param source URI of the store with the manifest's files; empty where nothing is converted
 * @param target URI of the store that is written to or read
 * @param prefix of the target
 * @param manifest null where nothing is converted
 * @param names keys of the objects to read, or the columns that a table over text has already
 * @param options the settings of the service that matter
 */
record WorkerJob(
        Kind kind,
        String source,
        String target,
        String prefix,
        @Nullable CostReportManifest manifest,
        List<String> names,
        Map<String, String> options) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The kinds of job. */
    enum Kind {
        CONVERT,
        STRIP,
        READ_BACK,
        READ_WHOLE
    }

    WorkerJob {
        names = List.copyOf(names);
        options = Map.copyOf(options);
    }

    CostReportManifest requiredManifest() {
        if (manifest == null) {
            throw new IllegalStateException(kind + " without a manifest");
        }
        return manifest;
    }

    /** The job in one line, without a line break. */
    String line() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("kind", kind.name()).put("source", source).put("target", target);
        json.put("prefix", prefix);
        put(json.putArray("names"), names);
        ObjectNode values = json.putObject("options");
        options.forEach(values::put);
        if (manifest != null) {
            put(json.putObject("manifest"), manifest);
        }
        return json.toString();
    }

    static WorkerJob of(String line) throws IOException {
        JsonNode json = MAPPER.readTree(line);
        Map<String, String> options = new LinkedHashMap<>();
        json.path("options")
                .properties()
                .forEach(
                        option -> options.put(option.getKey(), option.getValue().asText()));
        return new WorkerJob(
                Kind.valueOf(text(json, "kind")),
                text(json, "source"),
                text(json, "target"),
                text(json, "prefix"),
                json.has("manifest") ? manifest(json.path("manifest")) : null,
                texts(json.required("names")),
                options);
    }

    private static void put(ObjectNode json, CostReportManifest manifest) {
        json.put("reportName", manifest.reportName())
                .put("assemblyId", manifest.assemblyId())
                .put("account", manifest.account())
                .put("start", manifest.billingPeriod().start().toString())
                .put("end", manifest.billingPeriod().end().toString())
                .put("bucket", manifest.bucket())
                .put("charset", manifest.charset())
                .put("compression", manifest.compression())
                .put("contentType", manifest.contentType());
        ArrayNode columns = json.putArray("columns");
        for (ReportColumn column : manifest.columns()) {
            columns.addArray().add(column.category()).add(column.name()).add(column.type());
        }
        put(json.putArray("reportKeys"), manifest.reportKeys());
    }

    private static CostReportManifest manifest(JsonNode json) {
        List<ReportColumn> columns = new ArrayList<>();
        for (JsonNode column : json.required("columns")) {
            JsonNode type = column.get(2);
            columns.add(new ReportColumn(
                    column.get(0).asText(), column.get(1).asText(), type.isNull() ? null : type.asText()));
        }
        return new CostReportManifest(
                text(json, "reportName"),
                text(json, "assemblyId"),
                text(json, "account"),
                new BillingPeriod(Instant.parse(text(json, "start")), Instant.parse(text(json, "end"))),
                text(json, "bucket"),
                text(json, "charset"),
                text(json, "compression"),
                text(json, "contentType"),
                columns,
                texts(json.required("reportKeys")));
    }

    private static void put(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static String text(JsonNode json, String field) {
        return json.required(field).asText();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
