package dev.lamplighter.cost.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * From a manifest's JSON to {@link CostReportManifest}. Fields that AWS may add are ignored; those that are used must be
 * there and have the right shape. Limits: {@value #MAX_BYTES} bytes, {@value #MAX_COLUMNS} columns, {@value #MAX_KEYS}
 * keys.
 */
public final class ManifestReader {
    static final int MAX_BYTES = 8 << 20;
    static final int MAX_COLUMNS = 3000;
    static final int MAX_KEYS = 10_000;

    /** What AWS allows in a report name, and what both of its forms of assembly id consist of. */
    private static final Pattern PATH_SEGMENT = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9!_.*'()-]{1,256}");

    private final JsonMapper json = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads the manifest that lies under {@code key} now.
     *
     * @throws ProblemException COST-001 when there is none, COST-002 to COST-004 when it can't be used
     */
    public CostReportManifest read(ObjectStore store, String key) throws IOException {
        ReportKeys.check(store.uri(key), key);
        StoredObject pinned = store.head(key)
                .orElseThrow(() -> new ProblemException(new Problem(
                        "COST-001",
                        store.uri(key),
                        "no object",
                        "there is no manifest under this key",
                        "check the key")));
        return read(store, pinned);
    }

    /**
     * Reads exactly the manifest that was pinned.
     *
     * @throws ProblemException COST-002 to COST-004 when it can't be used
     */
    public CostReportManifest read(ObjectStore store, StoredObject pinned) throws IOException {
        String where = store.uri(pinned.key());
        try (InputStream in = store.open(pinned)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw refused(where, "more than " + MAX_BYTES + " bytes", "a manifest has some ten thousand");
            }
            return parse(where, bytes);
        }
    }

    /** Reads a manifest's bytes; {@code where} names it in problems. */
    CostReportManifest parse(String where, byte[] bytes) throws IOException {
        JsonNode root = tree(where, bytes);
        if (!root.isObject()) {
            throw refused(where, "not a JSON object", "a manifest is one");
        }
        checkKind(where, root);
        CostReportManifest manifest = new CostReportManifest(
                segment(where, root, "reportName"),
                segment(where, root, "assemblyId"),
                text(where, root, "account"),
                period(where, root),
                text(where, root, "bucket"),
                text(where, root, "charset"),
                text(where, root, "compression"),
                text(where, root, "contentType"),
                columns(where, root),
                keys(where, root));
        SupportedFormats.check(where, manifest);
        return manifest;
    }

    private JsonNode tree(String where, byte[] bytes) throws IOException {
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            return json.readTree(in);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? where
                    : where + ":" + e.getLocation().getLineNr() + ":"
                            + e.getLocation().getColumnNr();
            throw new ProblemException(
                    new Problem("COST-002", place, "not JSON", e.getOriginalMessage(), "wait for the next delivery"),
                    e);
        }
    }

    /** Other files of AWS are named {@code *Manifest.json} too. */
    private static void checkKind(String where, JsonNode root) {
        if (root.has("dataFiles") || root.has("exportArn") || root.has("executionId")) {
            throw SupportedFormats.unsupported(where, "a manifest of Data Exports (CUR 2.0 or FOCUS)");
        }
        if (root.has("entries") && !root.has("reportKeys")) {
            throw refused(where, "a Redshift manifest", "the report's own manifest is <reportName>-Manifest.json");
        }
    }

    private static BillingPeriod period(String where, JsonNode root) {
        JsonNode period = root.path("billingPeriod");
        try {
            return BillingPeriod.ofManifest(text(where, period, "start"), text(where, period, "end"));
        } catch (IllegalArgumentException e) {
            throw refused(where, "billingPeriod", String.valueOf(e.getMessage()));
        }
    }

    private static List<ReportColumn> columns(String where, JsonNode root) {
        JsonNode list = list(where, root, "columns", MAX_COLUMNS);
        List<ReportColumn> columns = new ArrayList<>(list.size());
        for (JsonNode column : list) {
            String type = column.hasNonNull("type") ? text(where, column, "type") : null;
            columns.add(new ReportColumn(text(where, column, "category"), text(where, column, "name"), type));
        }
        return columns;
    }

    private static List<String> keys(String where, JsonNode root) {
        JsonNode list = list(where, root, "reportKeys", MAX_KEYS);
        Set<String> seen = new HashSet<>();
        List<String> keys = new ArrayList<>(list.size());
        for (JsonNode entry : list) {
            if (!entry.isTextual()) {
                throw refused(where, "reportKeys", "an entry is " + entry.getNodeType() + ", allowed is a string");
            }
            ReportKeys.check(where, entry.textValue());
            if (!seen.add(entry.textValue())) {
                throw refused(where, "reportKeys", "a key is listed twice, its rows would count twice");
            }
            keys.add(entry.textValue());
        }
        return keys;
    }

    private static JsonNode list(String where, JsonNode root, String field, int most) {
        JsonNode list = root.path(field);
        if (!list.isArray() || list.isEmpty() || list.size() > most) {
            String got = list.isArray()
                    ? list.size() + " entries"
                    : list.getNodeType().toString();
            throw refused(where, field, "got " + got + ", allowed is a list of 1 to " + most);
        }
        return list;
    }

    private static String segment(String where, JsonNode root, String field) {
        String text = text(where, root, field);
        if (!PATH_SEGMENT.matcher(text).matches()) {
            throw refused(
                    where, field, "allowed are 1 to 256 letters, digits and !_.*'()-, as it names a folder or a file");
        }
        return text;
    }

    private static String text(String where, JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw refused(where, field, "got " + value.getNodeType() + ", allowed is a string");
        }
        return value.textValue();
    }

    private static ProblemException refused(String where, String what, String why) {
        return new ProblemException(new Problem(
                "COST-002", where, what, why, "check that this is the manifest of a cost and usage report, whole"));
    }
}
