package dev.lamplighter.benchmarks.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A column of a report, for those who have no manifest reader.
 *
 * @param type TEXT, DECIMAL or TIMESTAMP
 */
record Column(String header, String type) {
    /** Reads {@link Report#types()}. */
    static List<Column> read(Path types) throws IOException {
        return Files.readAllLines(types).stream()
                .map(line -> line.split("\t"))
                .map(cells -> new Column(cells[0], cells[1]))
                .toList();
    }
}
