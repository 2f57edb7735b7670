package dev.lamplighter.cost.ledger;

import dev.lamplighter.cost.report.StoredObject;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * Identifies one delivery of one month: a manifest with one content. The same manifest with another ETag is another version.
 *
 * @param manifestUri with bucket, so that reports of two buckets stay apart
 * @param manifest as it was listed
 * @param remadeIn the table that it is made again in, as {@code cost.athena.table} names one; empty for the one that is asked
 */
public record ReportVersion(String reportName, String manifestUri, StoredObject manifest, String remadeIn) {
    /** A version for the table that is asked. */
    public ReportVersion(String reportName, String manifestUri, StoredObject manifest) {
        this(reportName, manifestUri, manifest, "");
    }

    /** The same version, to be made again in another table. */
    public ReportVersion in(String table) {
        return new ReportVersion(reportName, manifestUri, manifest, table);
    }

    /** {@code YYYY-MM} by the folder of the manifest, as long as the manifest has not been read. */
    public String month() {
        return ManifestKeyPattern.month(manifest.key());
    }

    /** A short name made from its manifest's content. */
    public String digest() {
        byte[] content = manifest.eTag().getBytes(StandardCharsets.UTF_8);
        return BinaryUtils.toHex(Md5Utils.computeMD5Hash(content)).substring(0, 8);
    }

    /** The text that a log step shows. */
    @Override
    public String toString() {
        return reportName + " " + month() + (remadeIn.isEmpty() ? "" : " in " + remadeIn) + ", " + manifestUri;
    }
}
