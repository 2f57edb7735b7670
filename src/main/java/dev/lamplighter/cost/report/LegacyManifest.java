package dev.lamplighter.cost.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads the manifest of a legacy cost and usage report: {@code <reportName>-Manifest.json}. */
final class LegacyManifest {
    private LegacyManifest() {}

    static CostReportManifest read(ManifestFields fields) {
        List<String> keys = keys(fields);
        ReportFileFormat format = ReportFileFormat.ofLegacy(
                fields.where(),
                fields.optional("contentType").orElse(""),
                fields.optional("compression").orElse(""),
                keys.get(0));
        ReportFileFormat.checkCharset(fields);
        return new CostReportManifest(
                fields.segment("reportName"),
                fields.segment("assemblyId"),
                fields.optional("account").orElse(""),
                period(fields),
                fields.optional("bucket").orElse(""),
                ReportFileFormat.CHARSET,
                format.compression(),
                format.contentType(),
                columns(fields),
                keys);
    }

    private static BillingPeriod period(ManifestFields fields) {
        ManifestFields period = fields.object("billingPeriod");
        try {
            return BillingPeriod.ofManifest(period.text("start"), period.text("end"));
        } catch (IllegalArgumentException e) {
            throw fields.refused("billingPeriod", String.valueOf(e.getMessage()));
        }
    }

    private static List<ReportColumn> columns(ManifestFields fields) {
        JsonNode list = fields.list("columns", ManifestReader.MAX_COLUMNS);
        List<ReportColumn> columns = new ArrayList<>(list.size());
        for (JsonNode column : list) {
            columns.add(new ReportColumn(
                    fields.text(column, "category"),
                    fields.text(column, "name"),
                    fields.optional(column, "type").orElse(null)));
        }
        return columns;
    }

    private static List<String> keys(ManifestFields fields) {
        List<String> keys = List.copyOf(fields.texts("reportKeys", ManifestReader.MAX_KEYS));
        keys.forEach(key -> ObjectKeyCheck.check(fields.where(), key));
        return keys;
    }
}
