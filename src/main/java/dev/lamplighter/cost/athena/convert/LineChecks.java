package dev.lamplighter.cost.athena.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks of every line whether OpenCSVSerde reads from it what RFC 4180 says, and judges the answer, a row for each file. The
 * SerDe reads line by line, takes quotes as they come, drops the escape character, and fills or cuts rows that are too short or
 * too long, all without a word.
 */
final class LineChecks {
    /** Characters of which one is the SerDe's escape: any that no line has. */
    static final List<Character> ESCAPES = List.of('\\', '^', '~', '`', '|', '#');

    private static final int MOST_BYTES = 4 << 20;
    private static final int COUNTS = 4;

    private LineChecks() {}

    private record Check(String holds, String otherwise) {}

    private static List<Check> checks(int fieldCount) {
        return List.of(
                new Check("line IS NOT NULL AND rest IS NULL AND strpos(line, chr(0)) = 0", "with control characters"),
                new Check("line <> ''", "that are empty"),
                new Check("strpos(line, chr(13)) = 0", "with a carriage return in them"),
                new Check(
                        "strpos(from_utf8(to_utf8(line)), chr(65533)) = 0",
                        "that are no UTF-8, or have its replacement character"),
                new Check("(" + Sql.occurrences("line", '"') + ") % 2 = 0", "with a line break inside quotes"),
                new Check(
                        "NOT " + Sql.matches("unquoted", "[^,\"]\"|\"[^,\"]"),
                        "with a quote that neither begins nor ends a field"),
                new Check(
                        Sql.occurrences("unquoted", ',') + " = " + (fieldCount - 1),
                        "with another number of fields than the header"));
    }

    /** The question; what is inside quotes is nothing but a quote in {@code unquoted}. */
    static String question(TextTables tables, int fieldCount) {
        String checks = checks(fieldCount).stream()
                .map(check -> ", " + Sql.countUnless(check.holds()))
                .collect(Collectors.joining());
        String escapes = ESCAPES.stream()
                .map(escape -> ", " + Sql.countUnless("strpos(line, " + Sql.text(String.valueOf(escape)) + ") = 0"))
                .collect(Collectors.joining());
        return "SELECT " + TextTables.PATH
                + ", COUNT(*), COALESCE(SUM(length(to_utf8(line))), 0), COALESCE(MAX(length(to_utf8(line))), 0)"
                + checks
                + escapes + "\nFROM (SELECT " + TextTables.PATH
                + ", line, rest, regexp_replace(line, '\"[^\"]*\"', '\"') AS unquoted FROM (\n"
                + tables.selectLines() + "))\nGROUP BY " + TextTables.PATH;
    }

    /**
     * What the lines say.
     *
     * @param rows of all files
     * @param escape the character to escape by, which no line has
     */
    record Verdict(long rows, char escape) {}

    /**
     * Judges the answer.
     *
     * @throws NotForAthenaException with the first file that the SerDe would read otherwise
     */
    static Verdict judge(List<TextFileHead> files, List<List<@Nullable String>> answer, int fieldCount) {
        Map<String, List<@Nullable String>> byFile = new TreeMap<>();
        answer.forEach(row -> byFile.put(String.valueOf(row.get(0)), row));
        long rows = 0;
        for (TextFileHead file : files) {
            List<@Nullable String> row = byFile.remove(file.uri());
            if (row == null && file.hasRows()) {
                throw new NotForAthenaException(file.uri() + ": Athena reads no line of it");
            }
            rows += judge(file, row, fieldCount);
        }
        if (!byFile.isEmpty()) {
            throw new NotForAthenaException(
                    "Athena reads " + byFile.keySet().iterator().next() + ", which the manifest doesn't name");
        }
        if (rows == 0) {
            throw new NotForAthenaException("it has no rows");
        }
        return new Verdict(rows, escape(answer, checks(fieldCount).size()));
    }

    private static long judge(TextFileHead file, @Nullable List<@Nullable String> row, int fieldCount) {
        long rows = row == null ? 0 : number(row, 1);
        long bytes = row == null ? 0 : number(row, 2);
        List<Check> checks = checks(fieldCount);
        for (int i = 0; row != null && i < checks.size(); i++) {
            long bad = number(row, COUNTS + i);
            if (bad > 0) {
                throw new NotForAthenaException(
                        file.uri() + ": " + bad + " lines " + checks.get(i).otherwise());
            }
        }
        if (row != null && number(row, 3) > MOST_BYTES) {
            throw new NotForAthenaException(file.uri() + ": a line of " + row.get(3) + " bytes");
        }
        if (!file.isWhole(rows, bytes)) {
            throw new NotForAthenaException(file.uri() + ": Athena reads " + bytes + " bytes in " + rows
                    + " lines, the file tells another length; it may be of several gzip members");
        }
        return rows;
    }

    private static char escape(List<List<@Nullable String>> answer, int checks) {
        List<Character> unused = new ArrayList<>(ESCAPES);
        for (int i = 0; i < ESCAPES.size(); i++) {
            int column = COUNTS + checks + i;
            if (answer.stream().anyMatch(row -> number(row, column) > 0)) {
                unused.remove(ESCAPES.get(i));
            }
        }
        if (unused.isEmpty()) {
            throw new NotForAthenaException(
                    "each character that could be OpenCSVSerde's escape is in some line, " + ESCAPES);
        }
        return unused.get(0);
    }

    private static long number(List<@Nullable String> row, int column) {
        return Long.parseLong(String.valueOf(row.get(column)));
    }
}
