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
 */
public record ReportVersion(String reportName, String manifestUri, StoredObject manifest) {
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
        return reportName + " " + month() + ", " + manifestUri;
    }
}
