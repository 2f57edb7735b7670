package dev.lamplighter.benchmarks.convert;

import java.nio.file.Path;
import java.util.List;

/**
 * A program that does the job, or the part of it that nobody can do without.
 *
 * @param zstd whether its output is Parquet at ZSTD level 3, so that sizes can be compared
 */
record Contender(String name, Role role, boolean zstd, Command command) {
    /** PEER: the goals are about these. OTHER: shown beside them. BOUND: inflates and does nothing else. */
    enum Role {
        SUBJECT,
        PEER,
        OTHER,
        BOUND
    }

    /** How it is called. */
    @FunctionalInterface
    interface Command {
        /** @param out an empty folder */
        List<String> line(Report report, Path out, int cores);
    }
}
