package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.ledger.ManifestKeyPattern;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the manifests that say which version of a month is the latest; see {@link ManifestKeyPattern}. */
public final class ReportDiscovery {
    private final ObjectStore source;
    private final String prefix;
    private final Set<String> reportNames;

    /** @param prefix of the source: empty or ending in a slash */
    public ReportDiscovery(ObjectStore source, String prefix, Set<String> reportNames) {
        this.source = source;
        this.prefix = prefix;
        this.reportNames = Collections.unmodifiableSet(new LinkedHashSet<>(reportNames));
    }

    Set<String> reportNames() {
        return reportNames;
    }

    /** The current manifest of every month of every report. */
    List<ReportVersion> versions() throws IOException {
        List<ReportVersion> versions = new ArrayList<>();
        for (String reportName : reportNames) {
            versions.addAll(versions(reportName));
        }
        return versions;
    }

    /** The current manifest of every month of a report, oldest first. */
    public List<ReportVersion> versions(String reportName) throws IOException {
        ManifestKeyPattern place = new ManifestKeyPattern(prefix, reportName);
        List<StoredObject> manifests;
        try (Stream<StoredObject> objects = source.list(prefix + reportName + "/")) {
            manifests = objects.filter(object -> place.matches(object.key())).toList();
        }
        List<ReportVersion> versions = new ArrayList<>();
        place.current(manifests)
                .forEach(object -> versions.add(new ReportVersion(reportName, source.uri(object.key()), object)));
        versions.sort(oldestFirst());
        return versions;
    }

    /** The manifest under a key of the source, if it is the latest of its month and exists now. */
    Optional<ReportVersion> version(String bucket, String key) throws IOException {
        if (!source.uri(key).equals("s3://" + bucket + "/" + key)) {
            return Optional.empty();
        }
        for (String reportName : reportNames) {
            if (new ManifestKeyPattern(prefix, reportName).matches(key)) {
                return versions(reportName).stream()
                        .filter(version -> version.manifest().key().equals(key))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    static Comparator<ReportVersion> oldestFirst() {
        return Comparator.comparing(
                        (ReportVersion version) -> version.manifest().lastModified())
                .thenComparing(ReportVersion::manifestUri);
    }
}
