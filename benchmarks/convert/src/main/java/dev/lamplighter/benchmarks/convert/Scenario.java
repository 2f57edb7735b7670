package dev.lamplighter.benchmarks.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What is converted with how many cores.
 *
 * @param name {@code 8-files-4-cores}
 * @param rows in all files together
 */
record Scenario(String name, Shape shape, int rows, int cores) {
    private static final int ROWS_OF_TEN_GIGABYTES = 9_700_000;

    /** A report's files; the seed makes it the same everywhere. */
    enum Shape {
        ONE_FILE("1-file", 1, 300_000, 7),
        EIGHT_FILES("8-files", 8, 150_000, 8),
        LARGE("10-gb", 1, ROWS_OF_TEN_GIGABYTES, 9);

        private final String label;
        private final int files;
        private final int rowsPerFile;
        private final long seed;

        Shape(String label, int files, int rowsPerFile, long seed) {
            this.label = label;
            this.files = files;
            this.rowsPerFile = rowsPerFile;
            this.seed = seed;
        }

        /** How many cores it is measured with unless others are asked for. */
        List<Integer> cores() {
            return this == LARGE ? List.of(4) : List.of(4, 2, 1);
        }
    }

    /** @param rowsPerFile 0 for as many as the shape has */
    static Scenario of(Shape shape, int rowsPerFile, int cores) {
        int rows = shape.files * (rowsPerFile == 0 ? shape.rowsPerFile : rowsPerFile);
        return new Scenario("%s-%d-core%s".formatted(shape.label, cores, cores == 1 ? "" : "s"), shape, rows, cores);
    }

    Report report(Path folder) throws IOException {
        return Report.of(folder, rows, shape.files, shape.seed);
    }
}
