package dev.lamplighter.window.startup;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Holds the files and folders of a startup package by their paths, and knows how to name a place in it. */
final class PackageContent {
    static final String STARTUP_XML = "startup.xml";

    private final String source;
    private final String separator;
    private final SortedMap<String, PackageEntry> entries = new TreeMap<>();

    /**
     * @param source the folder or file that it is read from
     * @param separator what stands between that and a path in it
     */
    PackageContent(String source, String separator) {
        this.source = source;
        this.separator = separator;
    }

    void add(PackageEntry entry) {
        entries.put(entry.path(), entry);
    }

    void remove(PackageEntry entry) {
        entries.remove(entry.path());
    }

    Collection<PackageEntry> entries() {
        return entries.values();
    }

    Optional<PackageEntry> file(String path) {
        return Optional.ofNullable(entries.get(path)).filter(entry -> !entry.folder());
    }

    /** Whether there is a folder, by itself or around a file. */
    boolean hasFolder(String path) {
        PackageEntry itself = entries.get(path);
        String below = path + "/";
        return (itself != null && itself.folder())
                || entries.tailMap(below).keySet().stream()
                        .findFirst()
                        .filter(first -> first.startsWith(below))
                        .isPresent();
    }

    /** The folder or file that it is read from. */
    String where() {
        return source;
    }

    String where(String path) {
        return source + separator + path;
    }

    String where(String path, int line) {
        return where(path) + ":" + line;
    }

    /** What is in one folder, as a package of its own. */
    PackageContent within(String folder) {
        PackageContent inner = new PackageContent(source, separator + folder + "/");
        String prefix = folder + "/";
        entries.tailMap(prefix).forEach((path, entry) -> {
            if (path.startsWith(prefix)) {
                inner.add(entry.at(path.substring(prefix.length())));
            }
        });
        return inner;
    }

    /** The folder around all of a package, if there is one. */
    Optional<String> wrappingFolder() {
        return entries.keySet().stream()
                .filter(path -> !entries.containsKey(STARTUP_XML) && path.endsWith("/" + STARTUP_XML))
                .map(path -> path.substring(0, path.length() - STARTUP_XML.length() - 1))
                .filter(folder -> folder.indexOf('/') < 0)
                .findFirst();
    }

    /** The same with each entry replaced. */
    PackageContent map(UnaryOperator<PackageEntry> change) {
        PackageContent changed = new PackageContent(source, separator);
        entries.values().forEach(entry -> changed.add(change.apply(entry)));
        return changed;
    }
}
