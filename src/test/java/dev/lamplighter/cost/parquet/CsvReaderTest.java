package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.lamplighter.base.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CsvReaderTest {
    private static final int ROW_LIMIT = 1 << 20;

    private static List<List<String>> read(InputStream in, int blockBytes) throws IOException {
        CsvReader csv = new CsvReader(in, "file", blockBytes, ROW_LIMIT);
        List<List<String>> rows = new ArrayList<>();
        while (csv.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 0; i < csv.fields(); i++) {
                row.add(csv.text(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 16);
    }

    @Test
    void endsLinesWithLfOrCrLfOrTheEndOfTheFile() throws IOException {
        assertThat(read("a,b\nc,d\r\ne,f")).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e", "f"));
    }

    @Test
    void keepsCommasQuotesAndLineBreaksOfQuotedFields() throws IOException {
        assertThat(read("\"a,\"\"b\"\"\r\nc\",\"\"\n\"\"\"\",x\n"))
                .containsExactly(List.of("a,\"b\"\r\nc", ""), List.of("\"", "x"));
    }

    @Test
    void keepsALoneCarriageReturnInsideQuotes() throws IOException {
        assertThat(read("x\n\"b\rc\"\n")).containsExactly(List.of("x"), List.of("b\rc"));
    }

    @Test
    void keepsEmptyFieldsAtTheEndOfARow() throws IOException {
        assertThat(read(",,\n,")).containsExactly(List.of("", "", ""), List.of("", ""));
    }

    @Test
    void passesOverAByteOrderMark() throws IOException {
        assertThat(read("\uFEFF\"a\",b\n\uFEFFc,d\n")).containsExactly(List.of("a", "b"), List.of("\uFEFFc", "d"));
    }

    @Test
    void findsNoRowInAnEmptyFile() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("\uFEFF")).isEmpty();
    }

    @Test
    void namesThePlaceInPhysicalLines() throws IOException {
        CsvReader csv = new CsvReader(
                new ByteArrayInputStream("h\n\"1\n2\n3\"\nx\n".getBytes(StandardCharsets.UTF_8)),
                "s3://b/k",
                4,
                ROW_LIMIT);
        List<String> places = new ArrayList<>();
        while (csv.next()) {
            places.add(csv.place(0));
        }
        assertThat(places).containsExactly("s3://b/k:1:1", "s3://b/k:2:1", "s3://b/k:5:1");
    }

    @Test
    void readsARowOfExactlyTheLimitAndRefusesALongerOne() throws IOException {
        byte[] row = ("x".repeat(99) + "\n").getBytes(StandardCharsets.UTF_8);

        assertThat(new CsvReader(new ByteArrayInputStream(row), "file", 16, 101).next())
                .isTrue();
        assertThatThrownBy(() -> new CsvReader(new ByteArrayInputStream(row), "file", 16, 99).next())
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-015  file:1");
    }

    /** Blocks of a few bytes and reads of one to three, so that every position is a cut once. */
    @Test
    void readsWhatFastCsvReadsWhereverTheBlocksEnd() throws IOException {
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            String text = randomCsv(random);
            List<List<String>> expected = fastCsv(text);

            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            List<List<String>> rows = read(new Dripping(bytes, random), 1 + random.nextInt(40));

            assertThat(rows).as("seed %d: %s", seed, text).isEqualTo(expected);
        }
    }

    private static List<List<String>> fastCsv(String text) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (var reader = de.siegmar.fastcsv.reader.CsvReader.builder()
                .skipEmptyLines(false)
                .ofCsvRecord(text)) {
            for (CsvRecord row : reader) {
                rows.add(row.getFields());
            }
        }
        return rows;
    }

    /** Without a lone CR in quotes, for which FastCSV 4.1.0 sometimes loses the last row. */
    private static String randomCsv(Random random) {
        String[] pieces = {"a", "bc", "\u00e9", "\ud83d\udca1", ",", "\"\"", "\n", "\r\n", " ", "\\", "1.5E-8", ""};
        StringBuilder csv = new StringBuilder();
        int columns = 1 + random.nextInt(6);
        int rows = 1 + random.nextInt(6);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                csv.append(column == 0 ? "" : ",");
                boolean quoted = random.nextBoolean();
                csv.append(quoted ? "\"" : "");
                for (int i = random.nextInt(5); i > 0; i--) {
                    String piece = pieces[random.nextInt(pieces.length)];
                    csv.append(quoted || !piece.matches("(?s).*[,\"\\r\\n].*") ? piece : "z");
                }
                csv.append(quoted ? "\"" : "");
            }
            boolean last = row == rows - 1;
            csv.append(last && random.nextBoolean() ? "" : random.nextBoolean() ? "\n" : "\r\n");
        }
        return csv.toString();
    }

    /** Gives at most three bytes at once. */
    private static final class Dripping extends ByteArrayInputStream {
        private final Random random;

        Dripping(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(3)));
        }
    }
}
