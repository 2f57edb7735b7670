package dev.lamplighter.cost.parquet.schema;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the fields of each table column in the rows of one file. */
public final class HeaderMatcher {
    private static final int MAX_TOLD = 100;

    private HeaderMatcher() {}

    /**
     * Matches by name; the order may differ from the manifest's and from that of other files.
     *
     * @param where the file's first line
     * @param header the file's header fields
     * @return for each table column, in order, the fields it is made of, in the manifest's order
     * @throws ProblemException COST-012 when the file's headers are not exactly the manifest's
     */
    public static int[][] fields(String where, ReportTableSchema schema, List<String> header) {
        Map<String, Deque<Integer>> places = new HashMap<>();
        for (int field = 0; field < header.size(); field++) {
            places.computeIfAbsent(header.get(field), name -> new ArrayDeque<>())
                    .add(field);
        }
        List<String> missing = new ArrayList<>();
        int[][] fields = new int[schema.columns().size()][];
        for (int column = 0; column < fields.length; column++) {
            List<String> from = schema.columns().get(column).headers();
            fields[column] = new int[from.size()];
            for (int source = 0; source < from.size(); source++) {
                Integer place = places.getOrDefault(from.get(source), new ArrayDeque<>())
                        .poll();
                fields[column][source] = place == null ? -1 : place;
                if (place == null) {
                    missing.add(from.get(source));
                }
            }
        }
        List<String> unknown = header.stream()
                .filter(name -> !places.getOrDefault(name, new ArrayDeque<>()).isEmpty())
                .distinct()
                .toList();
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            refuseNameless(where, schema, header);
            throw mismatch(where, schema.headers().size(), missing, unknown);
        }
        return fields;
    }

    /** Refuses a column without a name, as it appears when a spreadsheet or a script has saved the file. */
    private static void refuseNameless(String where, ReportTableSchema schema, List<String> header) {
        for (int field = 0; field < header.size(); field++) {
            if (header.get(field).isBlank() && !schema.headers().contains(header.get(field))) {
                throw new ProblemException(new Problem(
                        CostProblemCode.OTHER_COLUMNS,
                        where,
                        "column " + (field + 1) + " of " + header.size() + " has no name",
                        "AWS names every column; a spreadsheet or a script that saved the file adds such columns",
                        "copy the file again from where AWS delivered it, and let nothing rewrite it"));
            }
        }
    }

    private static ProblemException mismatch(String where, int columns, List<String> missing, List<String> unknown) {
        return new ProblemException(new Problem(
                CostProblemCode.OTHER_COLUMNS,
                where,
                missing.size() < columns
                        ? "the header lacks " + some(missing) + " and has " + some(unknown) + " in addition"
                        : "the first line has none of the " + columns + " columns", // which may be data
                "its columns must be exactly those of the manifest",
                "copy the file and its manifest of one and the same delivery; these are of different ones, or the file was"
                        + " rewritten"));
    }

    private static String some(List<String> names) {
        if (names.isEmpty()) {
            return "nothing";
        }
        String first = names.stream()
                .limit(3)
                .map(name -> name.length() <= MAX_TOLD ? name : name.substring(0, MAX_TOLD) + "...")
                .collect(Collectors.joining(", "));
        return names.size() <= 3 ? first : first + " and " + (names.size() - 3) + " more";
    }
}
