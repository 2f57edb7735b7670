package dev.lamplighter.cost.publish;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.Problem;
import dev.lamplighter.cost.ledger.ConversionSummaryJson;
import dev.lamplighter.cost.ledger.InvoiceStatus;
import dev.lamplighter.cost.ledger.MonthChange;
import dev.lamplighter.cost.ledger.MonthChangeJson;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ObjectUpload;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes records about versions for people, as JSON in the target beside the tables, never under one:
 *
 * <ul>
 *   <li>{@code reconciliation/<report>/<month>/<assembly>.json}: rows, exact sums, whether its lines are
 *       final, input ETags and output keys, written
 *       before the version can be shown;
 *   <li>{@code reconciliation/<report>/<month>/<assembly>.in-<table>.json}: the same of a month that {@code costs remake} has
 *       made again in that table;
 *   <li>{@code reconciliation/<report>/<month>/<assembly>.change.json}: the change of the month's cost and state, by
 *       currency and service, written before the switch;
 *   <li>{@code reconciliation/<report>/<month>/<assembly>.text.json}: the same of its text, written before that is shown;
 *   <li>{@code reconciliation/<report>/<month>/shown-text.json}: which version's text the month shows, written after the
 *       switch;
 *   <li>{@code quarantine/<report>/<month>/<assembly>.json}: why a version was refused: file, line, column, code.
 * </ul>
 */
public final class VersionRecords {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DefaultPrettyPrinter LINES =
            new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    private static final Pattern PLACE = Pattern.compile("(.*?)(?::(\\d+))?(?::(\\d+))?");

    private final ObjectStore target;
    private final String prefix;

    /** @param prefix of the target: empty or ending in a slash */
    public VersionRecords(ObjectStore target, String prefix) {
        this.target = target;
        this.prefix = prefix;
    }

    void reconciled(ReportVersion version, ConversionSummary summary, Instant at) throws IOException {
        ObjectNode json = ConversionSummaryJson.tree(summary);
        json.put("billingPeriod", summary.billingPeriod().month());
        json.put("manifest", version.manifestUri());
        json.put("manifestETag", version.manifest().eTag());
        json.put("state", InvoiceStatus.of(summary.invoicedShare()).word());
        json.put("readBack", "rows and every sum equal");
        json.put("reconciledAt", at.toString());
        write(reconciliation(version.reportName(), summary) + remade(version.remadeIn()) + ".json", json);
    }

    /**
     * Reads the record of a version; empty when it is gone.
     *
     * @param table that the month is in, as {@code cost.athena.table} names it: the record of a month that was made again is
     *     beside that of the table before
     */
    Optional<ConversionSummary> reconciliation(ReportVersion version, String table, ConversionSummary summary)
            throws IOException {
        String record = reconciliation(version.reportName(), summary);
        Optional<String> found = read(record + remade(table) + ".json");
        return (found.isPresent() ? found : read(record + ".json")).map(ConversionSummaryJson::read);
    }

    private static String remade(String table) {
        return table.isEmpty() ? "" : ".in-" + table;
    }

    void changing(ReportVersion version, ConversionSummary summary, MonthChange change) throws IOException {
        write(reconciliation(version.reportName(), summary) + ".change.json", MonthChangeJson.tree(change));
    }

    /** Records that its text is written and has the same rows and sums. */
    void text(ReportVersion version, ConversionSummary summary, Instant at) throws IOException {
        ObjectNode json = ConversionSummaryJson.tree(summary);
        json.put("reconciledAt", at.toString());
        write(reconciliation(version.reportName(), summary) + ".text.json", json);
    }

    /** Reads the record of its text; empty when there is none. */
    Optional<ConversionSummary> text(ReportVersion version, ConversionSummary summary) throws IOException {
        return read(reconciliation(version.reportName(), summary) + ".text.json")
                .map(ConversionSummaryJson::read);
    }

    /** Records that the month shows its text. */
    void textShown(ReportVersion version, ConversionSummary summary, Instant at) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("assemblyId", summary.assemblyId()).put("shownAt", at.toString());
        write(shownText(version.reportName(), summary), json);
    }

    /** Since when the month shows its text; empty when it shows another text or none. */
    Optional<Instant> textShownSince(ReportVersion version, ConversionSummary summary) throws IOException {
        Optional<String> shown = read(shownText(version.reportName(), summary));
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        JsonNode json = MAPPER.readTree(shown.get());
        return json.path("assemblyId").asText().equals(summary.assemblyId())
                ? Optional.of(Instant.parse(json.path("shownAt").asText()))
                : Optional.empty();
    }

    void quarantined(ReportVersion version, String assemblyId, Problem problem, Instant at) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("report", version.reportName());
        json.put("billingPeriod", version.month());
        json.put("assemblyId", assemblyId);
        json.put("manifest", version.manifestUri());
        json.put("manifestETag", version.manifest().eTag());
        json.put("code", problem.code());
        Matcher place = PLACE.matcher(problem.where());
        if (place.matches()) {
            json.put("file", place.group(1));
            json.put("line", place.group(2) == null ? null : Long.valueOf(place.group(2)));
            json.put("column", place.group(3) == null ? null : Integer.valueOf(place.group(3)));
        }
        json.put("what", problem.what()).put("why", problem.why()).put("fix", problem.fix());
        json.put("refusedAt", at.toString());
        write(quarantine(version, assemblyId), json);
    }

    /** Removes the record of a refusal: the version is accepted now. */
    void released(ReportVersion version, String assemblyId) throws IOException {
        target.delete(quarantine(version, assemblyId));
    }

    private String reconciliation(String reportName, ConversionSummary summary) {
        return prefix + "reconciliation/" + reportName + "/"
                + summary.billingPeriod().month() + "/" + summary.assemblyId();
    }

    private String shownText(String reportName, ConversionSummary summary) {
        return prefix + "reconciliation/" + reportName + "/"
                + summary.billingPeriod().month() + "/shown-text.json";
    }

    private Optional<String> read(String key) throws IOException {
        Optional<StoredObject> found = target.head(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = target.open(found.get())) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private String quarantine(ReportVersion version, String assemblyId) {
        return prefix + "quarantine/" + version.reportName() + "/" + version.month() + "/" + assemblyId + ".json";
    }

    private void write(String key, JsonNode json) throws IOException {
        try (ObjectUpload upload = target.create(key)) {
            upload.write((MAPPER.writer(LINES).writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8));
            upload.complete();
        }
    }
}
