package dev.lamplighter.cost.parquet.csv;

import dev.lamplighter.base.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** Any bytes, cut anywhere, mean to the converter what they mean read plainly. Run by the Maven profile {@code fuzz}. */
public final class TokeniserFuzz {
    private static final int ROW_LIMIT = 1 << 20;

    private TokeniserFuzz() {}

    /**
     * What Jazzer calls.
     *
     * @param data size of blocks, then the file
     */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length > 1) {
            byte[] text = new byte[data.length - 1];
            System.arraycopy(data, 1, text, 0, text.length);
            check(text, 16 + (data[0] & 0x3f));
        }
    }

    static void check(byte[] text, int blockBytes) throws IOException {
        PlainCsv.Content expected = PlainCsv.read(text);
        List<List<String>> rows = List.of();
        String refusal = "";
        try {
            rows = TokenisedRows.read(new ByteArrayInputStream(text), blockBytes, ROW_LIMIT);
        } catch (ProblemException e) {
            refusal = e.problem().code() + "  " + e.problem().where().replace("file:", "");
        }
        boolean same = refusal.isEmpty() ? rows.equals(expected.rows()) : true;
        if (!same || !refusal.equals(expected.refusal())) {
            throw new AssertionError("got " + rows + " " + refusal + ", expected " + expected);
        }
    }
}
