package dev.lamplighter.cost.parquet.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** CSV that is hard to read: rows much like the row above, quotes, line breaks and commas in fields, all line ends. */
final class RandomCsv {
    private static final String[] PIECES = {
        "a", "bc", "\u00e9", "\ud83d\udca1", ",", "\"\"", "\n", "\r\n", " ", "\\", "1.5E-8", "", "0123456789abcdef"
    };

    private RandomCsv() {}

    /** One to 200 columns, most often few; without a lone CR in quotes, for which FastCSV 4.1.0 sometimes loses a row. */
    static String text(Random random) {
        int columns = random.nextInt(20) == 0 ? 1 + random.nextInt(200) : 1 + random.nextInt(6);
        int rows = 1 + random.nextInt(8);
        StringBuilder csv = new StringBuilder();
        List<String> above = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            List<String> fields = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                boolean repeated = row > 0 && random.nextInt(3) > 0;
                fields.add(repeated ? above.get(column) : field(random));
            }
            if (row == 0 && columns == 1) {
                fields.set(0, "header"); // a file of empty lines has none
            }
            boolean unended = row == rows - 1 && random.nextBoolean();
            String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
            if (columns > 1 || !fields.get(0).isEmpty() || !unended) {
                csv.append(String.join(",", fields)).append(unended ? "" : lineEnd);
            }
            above = fields;
        }
        return csv.toString();
    }

    private static String field(Random random) {
        boolean quoted = random.nextBoolean();
        StringBuilder field = new StringBuilder(quoted ? "\"" : "");
        for (int i = random.nextInt(5); i > 0; i--) {
            String piece = PIECES[random.nextInt(PIECES.length)];
            field.append(quoted || !piece.matches("(?s).*[,\"\\r\\n].*") ? piece : "z");
        }
        return field.append(quoted ? "\"" : "").toString();
    }
}
