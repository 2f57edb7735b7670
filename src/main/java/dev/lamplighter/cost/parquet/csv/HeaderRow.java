package dev.lamplighter.cost.parquet.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds the header line of a file.
 *
 * @param names its fields; every row must have as many
 * @param end where the next row begins in the block
 */
record HeaderRow(List<String> names, int end) {
    private static final int MAX_FIELDS = 1 << 14;

    HeaderRow {
        names = List.copyOf(names);
    }

    /** Reads it from a file's first block; without text it has no fields. */
    static HeaderRow of(RowBlock block, String file) {
        FieldScanner field = new FieldScanner();
        field.begin(block);
        List<String> names = new ArrayList<>();
        int at = 0;
        boolean more = block.end() > 0;
        try {
            while (more) {
                if (names.size() == MAX_FIELDS) {
                    throw new RefusedRowException(
                            RowFailure.ragged(0, "more than " + MAX_FIELDS + " fields", MAX_FIELDS));
                }
                field.scan(0, names.size(), at);
                names.add(field.content());
                more = !field.endsRow();
                at = field.delimiter() + 1;
            }
        } catch (RefusedRowException e) {
            throw e.failure().at(file, 1);
        }
        return new HeaderRow(names, Math.min(at, block.end()));
    }
}
