package dev.lamplighter.cost.parquet.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rows put together again from the changes that the tokeniser noted. */
final class TokenisedRows {
    private TokenisedRows() {}

    /** All rows of a file, the header too; a row that is refused is thrown as a conversion throws it. */
    static List<List<String>> read(InputStream in, int blockBytes, int rowLimitBytes) throws IOException {
        RowCutter cutter = new RowCutter(in, rowLimitBytes);
        List<List<String>> rows = new ArrayList<>();
        RowBlock block = new RowBlock(blockBytes);
        cutter.fill(block, false);
        HeaderRow header = HeaderRow.of(block, "file");
        int fields = header.names().size();
        rows.add(header.names());
        block.expectFields(fields);
        block.setFirstRow(header.end());
        long lines = 0;
        do {
            new RowTokeniser(fields).tokenise(block);
            addRows(block, fields, rows);
            RowFailure failure = block.failure();
            if (failure != null) {
                throw failure.at("file", 1 + lines + block.lineOf(failure.row()));
            }
            lines += block.lines();
            block.clear();
        } while (cutter.fill(block, fields == 1));
        return rows;
    }

    /** A block that has this text. */
    static RowBlock block(String text, int fields) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        RowBlock block = new RowBlock(bytes.length);
        System.arraycopy(bytes, 0, block.text(), 0, bytes.length);
        block.setEnd(bytes.length, false);
        block.expectFields(fields);
        return block;
    }

    static List<Integer> changedRows(RowBlock block, int field) {
        List<Integer> rows = new ArrayList<>();
        for (int at = 0; at < block.changeInts(field); at += RowBlock.CHANGE_INTS) {
            rows.add(block.changes(field)[at]);
        }
        return rows;
    }

    private static void addRows(RowBlock block, int fields, List<List<String>> rows) {
        int first = rows.size();
        for (int row = 0; row < block.rows(); row++) {
            rows.add(new ArrayList<>(row == 0 ? List.of() : rows.get(rows.size() - 1)));
            for (int field = 0; field < fields; field++) {
                int change = changedRows(block, field).indexOf(row);
                if (row == 0) {
                    rows.get(first).add(text(block, field, change));
                } else if (change >= 0) {
                    rows.get(first + row).set(field, text(block, field, change));
                }
            }
        }
    }

    private static String text(RowBlock block, int field, int change) {
        int start = block.changes(field)[change * RowBlock.CHANGE_INTS + 1];
        int length = block.changes(field)[change * RowBlock.CHANGE_INTS + 2];
        String text = new String(block.text(), start, length < 0 ? ~length : length, StandardCharsets.UTF_8);
        return length < 0 ? text.replace("\"\"", "\"") : text;
    }
}
