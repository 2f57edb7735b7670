package dev.lamplighter.cost.parquet.csv;

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

/** Cutter and tokeniser together: text in blocks of any size to rows. */
final class RowTokeniserTest {
    private static final int ROW_LIMIT = 1 << 20;

    private static List<List<String>> read(String text) throws IOException {
        return read(text, 16);
    }

    private static List<List<String>> read(String text, int blockBytes) throws IOException {
        return TokenisedRows.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), blockBytes, ROW_LIMIT);
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
        assertThat(read(",,\n,,")).containsExactly(List.of("", "", ""), List.of("", "", ""));
    }

    @Test
    void passesOverAByteOrderMark() throws IOException {
        assertThat(read("\uFEFF\"a\",b\n\uFEFFc,d\n")).containsExactly(List.of("a", "b"), List.of("\uFEFFc", "d"));
    }

    @Test
    void leavesOutEmptyLinesAtTheEndUnlessRowsHaveOneField() throws IOException {
        assertThat(read("a,b\nc,d\n" + "\r\n\n".repeat(20))).hasSize(2);
        assertThat(read("a\n\r\n\n")).containsExactly(List.of("a"), List.of(""), List.of(""));
    }

    @Test
    void takesTheSameFieldQuotedDifferentlyForTheSameText() throws IOException {
        assertThat(read("h,i\n\"a\",b\na,\"b\"\n\"a\",\"\"\"b\"\n\"a\",\"\"\"b\"\n"))
                .containsExactly(
                        List.of("h", "i"),
                        List.of("a", "b"),
                        List.of("a", "b"),
                        List.of("a", "\"b"),
                        List.of("a", "\"b"));
    }

    @Test
    void notesOnlyWhatDiffersFromTheRowAbove() {
        RowBlock block = TokenisedRows.block("a,b,\na,c,\na,c,\nab,c,\n", 3);
        new RowTokeniser(3).tokenise(block);

        assertThat(block.rows()).isEqualTo(4);
        assertThat(TokenisedRows.changedRows(block, 0)).containsExactly(0, 3);
        assertThat(TokenisedRows.changedRows(block, 1)).containsExactly(0, 1);
        assertThat(TokenisedRows.changedRows(block, 2)).containsExactly(0);
    }

    @Test
    void refusesWhatIsNotCsvWithItsLineInTheFile() {
        String good = "h,i\n\"1\n2\",x\n";
        for (int blockBytes = 16; blockBytes < 64; blockBytes++) {
            int bytes = blockBytes;
            assertRefused(good + good + "x\"y,1\n", bytes, "COST-014  file:7:1  a quote inside");
            assertRefused(good + "y,\"a\"b\n", bytes, "COST-014  file:4:2  text behind");
            assertRefused(good + "y,a\rb\n", bytes, "COST-014  file:4:2  a carriage return");
            assertRefused(good + "y,a\r", bytes, "COST-014  file:4:2  a carriage return");
            assertRefused(good + "y,\"a\n\n\n", bytes, "COST-014  file:4:2  a quoted field that is not closed");
            assertRefused(good + "y\n", bytes, "COST-013  file:4  1 fields");
            assertRefused(good + "y,\"\n\",z\n", bytes, "COST-013  file:4  more than 2 fields");
            assertRefused(good + "\n" + good, bytes, "COST-013  file:4  1 fields");
        }
    }

    private static void assertRefused(String text, int blockBytes, String problem) {
        assertThatThrownBy(() -> read(text, blockBytes))
                .as("%s in blocks of %d", text, blockBytes)
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void readsARowOfTheLimitAndRefusesALongerOne() throws IOException {
        String head = "h\nx\n";
        byte[] text = (head + "x".repeat(99) + "\n").getBytes(StandardCharsets.UTF_8);

        assertThat(TokenisedRows.read(new ByteArrayInputStream(text), 16, 100)).hasSize(3);
        assertThatThrownBy(() -> TokenisedRows.read(new ByteArrayInputStream(text), 16, 99))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-015  file:3  a row of more than 99 bytes");
        assertThatThrownBy(() -> read(head + "\"" + "\n".repeat(ROW_LIMIT)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-015  file:3");
    }

    /** Blocks of few bytes and reads of one to three, so that every position is a cut. */
    @Test
    void readsWhatFastCsvReadsWhereverTheBlocksEnd() throws IOException {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String text = RandomCsv.text(random);
            List<List<String>> expected = fastCsv(text);

            InputStream in = new Dripping(text.getBytes(StandardCharsets.UTF_8), random);
            List<List<String>> rows = TokenisedRows.read(in, 16 + random.nextInt(40), ROW_LIMIT);

            assertThat(rows).as("seed %d: %s", seed, text).isEqualTo(expected);
        }
    }

    /** Bytes changed at random, so that most files are not CSV any more. */
    @Test
    void refusesWhatAPlainReaderRefusesWhereverTheBlocksEnd() throws IOException {
        byte[] likely = "\"\",\n\r a\u00e9".getBytes(StandardCharsets.UTF_8);
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] text = RandomCsv.text(random).getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(3); i > 0 && text.length > 0; i--) {
                text[random.nextInt(text.length)] = likely[random.nextInt(likely.length)];
            }
            try {
                TokeniserFuzz.check(text, 16 + random.nextInt(40));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + new String(text, StandardCharsets.UTF_8), e);
            }
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
