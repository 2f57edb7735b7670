package dev.lamplighter.sandbox.athena;

import java.util.List;

/**
 * Holds what a DDL statement says.
 *
 * @param columns names of the result's columns; a line holds their values tab-separated
 * @param lines without line ends
 */
record DdlAnswer(List<String> columns, List<String> lines) {
    DdlAnswer {
        columns = List.copyOf(columns);
        lines = List.copyOf(lines);
    }

    static DdlAnswer silent() {
        return new DdlAnswer(List.of(), List.of());
    }

    static DdlAnswer of(String column, List<String> lines) {
        return new DdlAnswer(List.of(column), lines);
    }
}
