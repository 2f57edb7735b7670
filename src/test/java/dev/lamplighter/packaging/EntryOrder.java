package dev.lamplighter.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells whether the entries of an archive are in an order of their own, or in that of the file system of whoever built it. */
final class EntryOrder {
    private EntryOrder() {}

    /** The folders whose files are not in the order of their names. */
    static List<String> unsorted(Iterable<String> entries) {
        Map<String, List<String>> folders = new TreeMap<>();
        for (String entry : entries) {
            if (!entry.endsWith("/")) {
                int slash = entry.lastIndexOf('/');
                folders.computeIfAbsent(entry.substring(0, Math.max(slash, 0)), folder -> new ArrayList<>())
                        .add(entry.substring(slash + 1));
            }
        }
        folders.values().removeIf(names -> names.equals(names.stream().sorted().toList()));
        return List.copyOf(folders.keySet());
    }
}
