package dev.lamplighter.sandbox.cur;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes the manifest of a version, field by field as AWS does. */
final class ManifestWriter {
    /** Not ISO 8601. */
    private static final DateTimeFormatter PERIOD = DateTimeFormatter.ofPattern("uuuuMMdd'T000000.000Z'");

    private final CostReportSpec spec;
    private final ReportKeys keys;
    private final Columns columns;

    ManifestWriter(CostReportSpec spec, ReportKeys keys, Columns columns) {
        this.spec = spec;
        this.keys = keys;
        this.columns = columns;
    }

    byte[] json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("assemblyId", keys.assemblyId());
        json.put("account", spec.accounts().get(0));
        columns(json.putArray("columns"));
        json.put("charset", "UTF-8");
        json.put("compression", spec.format().compression().name());
        json.put("contentType", "text/csv");
        json.put("reportId", new Seed(spec.seed()).and(spec.reportName()).hex(64));
        json.put("reportName", spec.reportName());
        YearMonth month = spec.billingMonth();
        json.putObject("billingPeriod")
                .put("start", PERIOD.format(month.atDay(1)))
                .put("end", PERIOD.format(month.plusMonths(1).atDay(1)));
        json.put("bucket", spec.bucket());
        ArrayNode reportKeys = json.putArray("reportKeys");
        keys.dataFiles().forEach(reportKeys::add);
        artifacts(json.putArray("additionalArtifactKeys"));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What Redshift's COPY would read: the data files as URIs. */
    byte[] redshiftJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode entries = json.putArray("entries");
        for (String key : keys.dataFiles()) {
            entries.addObject().put("url", "s3://" + spec.bucket() + "/" + key).put("mandatory", true);
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void columns(ArrayNode json) {
        boolean typed = spec.format().style() == ReportStyle.OF_TODAY;
        for (CurColumn column : columns.present()) {
            ObjectNode node =
                    json.addObject().put("category", column.category()).put("name", column.name());
            if (typed) {
                node.put("type", column.manifestType());
            }
        }
    }

    private void artifacts(ArrayNode json) {
        List<String> names =
                spec.oddities().decoys() ? List.of(keys.redshiftCommands(), keys.redshiftManifest()) : List.of();
        for (String name : names) {
            String type = name.endsWith(".sql") ? "RedshiftCommands" : "RedshiftManifest";
            json.addObject().put("artifactType", type).put("name", name);
        }
    }
}
