package dev.lamplighter.cost.report;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import java.util.List;
import java.util.Locale;

/** Names the format of a report's data files: CSV in UTF-8, compressed as GZIP or ZIP, or the Parquet that AWS writes. */
enum ReportFileFormat {
    GZIP("text/csv", "GZIP"),
    ZIP("text/csv", "ZIP"),
    PARQUET("Parquet", "Parquet");

    static final String CHARSET = "UTF-8";

    private final String contentType;
    private final String compression;

    ReportFileFormat(String contentType, String compression) {
        this.contentType = contentType;
        this.compression = compression;
    }

    String contentType() {
        return contentType;
    }

    String compression() {
        return compression;
    }

    /**
     * The format in the manifest; what it leaves out is taken from the files' names.
     *
     * @throws ProblemException COST-004 for every other kind of report
     */
    static ReportFileFormat ofLegacy(String where, String contentType, String compression, String firstKey) {
        ReportFileFormat named = named(where, firstKey, compression.isEmpty());
        for (ReportFileFormat format : values()) {
            boolean content = contentType.isEmpty() || format.contentType.equalsIgnoreCase(contentType);
            boolean packed = compression.isEmpty() || format.compression.equalsIgnoreCase(compression);
            if (content && packed && (named == format || !compression.isEmpty())) {
                return format;
            }
        }
        throw unsupported(where, "contentType " + contentType + ", compression " + compression);
    }

    /**
     * The format by the names of the data files, the only information that all manifests of exports have in the same form.
     */
    static ReportFileFormat ofExport(String where, List<String> keys) {
        ReportFileFormat first = named(where, keys.get(0), true);
        for (String key : keys) {
            if (named(where, key, true) != first) {
                throw unsupported(where, "data files of several formats");
            }
        }
        return first;
    }

    static void checkCharset(ManifestFields fields) {
        String charset = fields.optional("charset").orElse(CHARSET);
        if (!charset.equalsIgnoreCase(CHARSET)) {
            throw unsupported(fields.where(), "charset " + charset);
        }
    }

    static ProblemException unsupported(String where, String what) {
        return new ProblemException(new Problem(
                CostProblemCode.FORMAT_NOT_SUPPORTED,
                where,
                what,
                "not supported: reports are read as text/csv in UTF-8, compressed as GZIP or ZIP, or as Parquet",
                "define the report or export with compression GZIP or Parquet"));
    }

    private static ReportFileFormat named(String where, String key, boolean needed) {
        String name = key.toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            return PARQUET;
        }
        if (name.endsWith(".zip")) {
            return ZIP;
        }
        if (!name.endsWith(".gz") && needed) {
            throw unsupported(where, "data file " + key);
        }
        return GZIP;
    }
}
