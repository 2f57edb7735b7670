package dev.lamplighter.cost.ledger;

import dev.lamplighter.cost.report.StoredObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises the manifest that says which version of a month is the latest, by its key:
 *
 * <ul>
 * <li>legacy: {@code <prefix><report>/<yyyymmdd-yyyymmdd>/<report>-Manifest.json}; the copy in the assembly folder is the
 *       same again (AWS: "Understanding report versions");
 * <li>Data Exports: {@code <prefix><export>/metadata/BILLING_PERIOD=YYYY-MM/<export>-Manifest.json}, or, when each delivery
 *       has a folder of its own there, the latest of them (AWS: "Understanding export delivery").
 * </ul>
 *
 * <p>No other key is accepted, for example not {@code <report>-RedshiftManifest.json}.
 */
public final class ManifestKeyPattern {
    private static final Pattern MONTH =
            Pattern.compile("(?i)/(?:(\\d{4})(\\d{2})\\d{2}-\\d{8}|billing_period=(\\d{4})-(\\d{2}))/");

    private final Pattern legacy;
    private final Pattern export;

    public ManifestKeyPattern(String prefix, String reportName) {
        String folder = Pattern.quote(prefix + reportName);
        String file = Pattern.quote(reportName + "-Manifest.json");
        legacy = Pattern.compile(folder + "/\\d{8}-\\d{8}/" + file);
        export = Pattern.compile(
                folder + "/metadata/((?i:billing_period)=\\d{4}-(?:0[1-9]|1[0-2]))/(?:([^/]+)/)?" + file);
    }

    /** The month {@code YYYY-MM}, by the folder of a manifest. */
    static String month(String key) {
        Matcher month = MONTH.matcher(key);
        if (!month.find()) {
            return "unknown";
        }
        return month.group(1) == null ? month.group(3) + "-" + month.group(4) : month.group(1) + "-" + month.group(2);
    }

    /** The latest manifests among all objects of a bucket. */
    public List<StoredObject> current(Collection<StoredObject> objects) {
        List<StoredObject> current = new ArrayList<>();
        Map<String, StoredObject> exports = new TreeMap<>();
        for (StoredObject object : objects) {
            if (legacy.matcher(object.key()).matches()) {
                current.add(object);
            }
            Matcher found = export.matcher(object.key());
            if (found.matches()) {
                exports.merge(found.group(1), object, this::later);
            }
        }
        current.addAll(exports.values());
        return current;
    }

    /** Whether a key may be that of such a manifest. */
    public boolean matches(String key) {
        return legacy.matcher(key).matches() || export.matcher(key).matches();
    }

    /** The later of two manifests; one without a folder of its own is written with every delivery. */
    private StoredObject later(StoredObject one, StoredObject other) {
        return Comparator.comparing((StoredObject manifest) -> !isInOwnFolder(manifest))
                                .thenComparing(StoredObject::lastModified)
                                .thenComparing(StoredObject::key)
                                .compare(one, other)
                        >= 0
                ? one
                : other;
    }

    private boolean isInOwnFolder(StoredObject manifest) {
        Matcher found = export.matcher(manifest.key());
        return found.matches() && found.group(2) != null;
    }
}
