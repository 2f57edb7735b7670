package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.report.StoredObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One delivery of one month: a manifest with one content. The same manifest with another ETag is another version.
 *
 * @param manifestUri with bucket, so that reports of two buckets stay apart
 * @param manifest as it was listed
 */
public record ReportVersion(String reportName, String manifestUri, StoredObject manifest) {
    private static final Pattern PERIOD = Pattern.compile("/(\\d{4})(\\d{2})\\d{2}-\\d{8}/");

    /** {@code YYYY-MM} by the folder the manifest lies in, as long as nobody has read it. */
    public String month() {
        Matcher period = PERIOD.matcher(manifest.key());
        return period.find() ? period.group(1) + "-" + period.group(2) : "unknown";
    }
}
