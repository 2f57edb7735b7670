package dev.lamplighter.cost.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Parses a manifest's JSON to a {@link CostReportManifest}: that of a legacy report, which lists {@code reportKeys}, or of
 * Data Exports (CUR 2.0, FOCUS), which lists {@code dataFiles}. Unknown fields are ignored; those that are used must exist
 * and have the right type. Limits: {@value #MAX_BYTES} bytes, {@value #MAX_COLUMNS} columns, {@value #MAX_KEYS} keys.
 */
public final class ManifestReader {
    static final int MAX_BYTES = 8 << 20;
    static final int MAX_COLUMNS = 3000;
    static final int MAX_KEYS = 10_000;

    /**
     * The most JSON tokens: more than the most columns and keys need; each takes memory that the panel and the windows need
     * as well.
     */
    private static final int MAX_TOKENS = 200_000;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads the manifest that is under {@code key} now.
     *
     * @throws ProblemException COST-001 when there is none, COST-002 to COST-004 when it can't be used
     */
    public CostReportManifest read(ObjectStore store, String key) throws IOException {
        ObjectKeyCheck.check(store.uri(key), key);
        StoredObject pinned = store.head(key)
                .orElseThrow(() -> new ProblemException(new Problem(
                        CostProblemCode.NO_MANIFEST,
                        store.uri(key),
                        "no object",
                        "there is no manifest under this key",
                        "check the key, from the root of the source on")));
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
                throw ManifestFields.refused(
                        where, "more than " + MAX_BYTES + " bytes", "a manifest has some ten thousand");
            }
            return parse(where, pinned, bytes);
        }
    }

    /** Reads a manifest's bytes; {@code where} names it in problems. */
    CostReportManifest parse(String where, StoredObject pinned, byte[] bytes) throws IOException {
        JsonNode root = tree(where, bytes);
        if (!root.isObject()) {
            throw ManifestFields.refused(where, "not a JSON object", "a manifest is one");
        }
        ManifestFields fields = new ManifestFields(where, root);
        if (fields.has("entries") && !fields.has("reportKeys")) {
            throw fields.refused("a Redshift manifest", "the report's own manifest is <reportName>-Manifest.json");
        }
        DataExportTypeCheck.check(fields, root);
        return fields.has("dataFiles") && !fields.has("reportKeys")
                ? ExportManifest.read(fields, pinned)
                : LegacyManifest.read(fields);
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
                    new Problem(
                            CostProblemCode.MANIFEST_UNUSABLE,
                            place,
                            "not JSON",
                            e.getOriginalMessage(),
                            ManifestFields.FIX),
                    e);
        }
    }
}
