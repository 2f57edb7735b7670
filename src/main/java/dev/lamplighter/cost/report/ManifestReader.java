package dev.lamplighter.cost.report;

import java.io.IOException;

/** From a manifest's JSON to {@link CostReportManifest}. */
public final class ManifestReader {
    public ManifestReader() {}

    /** Reads the manifest that lies under {@code key} now. */
    public CostReportManifest read(ObjectStore store, String key) throws IOException {
        throw new UnsupportedOperationException(key);
    }

    /** Reads exactly the manifest that was pinned. */
    public CostReportManifest read(ObjectStore store, StoredObject pinned) throws IOException {
        throw new UnsupportedOperationException(pinned.key());
    }
}
