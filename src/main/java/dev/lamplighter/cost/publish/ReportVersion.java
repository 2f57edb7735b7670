package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.report.StoredObject;

/**
 * One delivery of one month: a manifest with one content. The same manifest with another ETag is another version.
 *
 * @param manifestUri with bucket, so that reports of two buckets stay apart
 * @param manifest as it was listed
 */
public record ReportVersion(String reportName, String manifestUri, StoredObject manifest) {
    /** {@code YYYY-MM} by the folder the manifest lies in, as long as nobody has read it. */
    public String month() {
        return ManifestPlace.month(manifest.key());
    }
}
