package dev.lamplighter.cost.parquet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the data files of a version: exactly those that its manifest names. */
public final class ManifestDataFiles {
    private ManifestDataFiles() {}

    /**
     * Looks up all files and pins them as they are now, before the first byte is read.
     *
     * @throws ProblemException COST-005 when one is not there
     */
    public static List<StoredObject> pin(CostReportManifest manifest, ObjectStore source) throws IOException {
        List<StoredObject> files = new ArrayList<>();
        for (String key : manifest.reportKeys()) {
            files.add(find(source, key)
                    .orElseThrow(() -> new ProblemException(new Problem(
                            CostProblemCode.FILE_MISSING,
                            source.uri(key),
                            "no object",
                            "the manifest of " + manifest.assemblyId() + " in bucket " + manifest.bucket()
                                    + " names it",
                            "wait until all files are delivered, or copy the missing one",
                            Problem.Kind.RETRY))));
        }
        return files;
    }

    /**
     * The object of a key. Some manifests write a slash in front of keys that have none, so the key without it is tried
     * first.
     */
    private static Optional<StoredObject> find(ObjectStore source, String key) throws IOException {
        Optional<StoredObject> withoutSlash = key.startsWith("/") ? source.head(key.substring(1)) : Optional.empty();
        return withoutSlash.isPresent() ? withoutSlash : source.head(key);
    }
}
