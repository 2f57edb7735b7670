package dev.lamplighter.cost.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the manifest of a data export, CUR 2.0 or FOCUS:
 * {@code <export>/metadata/BILLING_PERIOD=YYYY-MM/<export>-Manifest.json}. Name and month are taken from its key, because
 * the file itself need not contain them. Columns have no category.
 *
 * <p>Source: "Understanding export delivery", AWS Data Exports User Guide.
 */
final class ExportManifest {
    /** FOCUS exports write the partition in lower case. */
    private static final Pattern MONTH =
            Pattern.compile("(?i)(?:^|/)billing_period=(\\d{4}-(?:0[1-9]|1[0-2]))/(?:([^/]+)/)?");

    private static final Pattern S3_URI = Pattern.compile("s3://([^/]+)/(.+)");
    private static final Pattern ACCOUNT = Pattern.compile("arn:[^:]*:[^:]*:[^:]*:(\\d{12}):.*");
    private static final String SUFFIX = "-Manifest.json";

    private final ManifestFields fields;
    private final StoredObject pinned;

    private ExportManifest(ManifestFields fields, StoredObject pinned) {
        this.fields = fields;
        this.pinned = pinned;
    }

    static CostReportManifest read(ManifestFields fields, StoredObject pinned) {
        return new ExportManifest(fields, pinned).read();
    }

    private CostReportManifest read() {
        Set<String> files = fields.texts("dataFiles", ManifestReader.MAX_KEYS);
        List<String> keys = keys(files);
        ReportFileFormat format = ReportFileFormat.ofExport(fields.where(), keys);
        ReportFileFormat.checkCharset(fields);
        return new CostReportManifest(
                fields.segment("export name", name()),
                fields.segment("executionId", execution(keys.get(0))),
                account(),
                BillingPeriod.of(month(keys.get(0))),
                bucket(files),
                ReportFileFormat.CHARSET,
                format.compression(),
                format.contentType(),
                columns(),
                keys);
    }

    private String name() {
        String file = pinned.key().substring(pinned.key().lastIndexOf('/') + 1);
        if (file.endsWith(SUFFIX) && file.length() > SUFFIX.length()) {
            return file.substring(0, file.length() - SUFFIX.length());
        }
        return fields.optional("exportName")
                .orElseThrow(() -> fields.refused(
                        "the manifest's own key", "it must be named <export>" + SUFFIX + ", which names the export"));
    }

    private YearMonth month(String firstKey) {
        return partition(pinned.key())
                .or(() -> partition(firstKey))
                .map(found -> YearMonth.parse(found.group(1)))
                .orElseThrow(() -> fields.refused(
                        "billing period",
                        "neither the manifest nor its first data file lies in a folder BILLING_PERIOD=YYYY-MM"));
    }

    /**
     * The name of the run, without characters that a folder can't have; the time of delivery if the manifest names no run.
     */
    private String execution(String firstKey) {
        return fields.optional("executionId")
                .or(() -> folderOfRun(pinned.key()))
                .or(() -> folderOfRun(firstKey))
                .orElseGet(() -> DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
                        .format(pinned.lastModified().atOffset(ZoneOffset.UTC)))
                .replaceAll("[^0-9A-Za-z._-]", "");
    }

    private static Optional<String> folderOfRun(String key) {
        return partition(key).map(found -> found.group(2));
    }

    private static Optional<Matcher> partition(String key) {
        Matcher matcher = MONTH.matcher(key);
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }

    private String account() {
        Matcher arn = ACCOUNT.matcher(fields.optional("exportArn").orElse(""));
        return arn.matches() ? arn.group(1) : fields.optional("account").orElse("");
    }

    private static String bucket(Set<String> files) {
        Matcher uri = S3_URI.matcher(files.iterator().next());
        return uri.matches() ? uri.group(1) : "";
    }

    /**
     * The keys of the data files. AWS names them by URI; they are read from the manifest's bucket, whatever bucket the URIs
     * name.
     */
    private List<String> keys(Set<String> files) {
        List<String> keys = new ArrayList<>();
        for (String file : files) {
            Matcher uri = S3_URI.matcher(file);
            String key = uri.matches() ? uri.group(2) : file;
            ObjectKeyCheck.check(fields.where(), key);
            keys.add(key);
        }
        return keys;
    }

    private List<ReportColumn> columns() {
        List<ReportColumn> columns = new ArrayList<>();
        for (JsonNode column : fields.list("columns", ManifestReader.MAX_COLUMNS)) {
            columns.add(
                    column.isTextual()
                            ? new ReportColumn("", column.textValue(), null)
                            : new ReportColumn(
                                    "",
                                    fields.text(column, "name"),
                                    fields.optional(column, "type").orElse(null)));
        }
        return columns;
    }
}
