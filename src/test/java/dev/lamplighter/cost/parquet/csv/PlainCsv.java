package dev.lamplighter.cost.parquet.csv;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** RFC 4180 the slow and obvious way: one byte after another, the whole file at hand. */
final class PlainCsv {
    private final byte[] text;
    private int at;
    private int line = 1;
    private int fields = Integer.MAX_VALUE;

    private PlainCsv(byte[] text) {
        this.text = text;
    }

    /** What a file holds: rows up to the first that is refused, and {@code code  line[:field]} of that one, or nothing. */
    record Content(List<List<String>> rows, String refusal) {}

    static Content read(byte[] text) {
        PlainCsv csv = new PlainCsv(text);
        if (text.length >= 3 && (text[0] & 0xff) == 0xef && (text[1] & 0xff) == 0xbb && (text[2] & 0xff) == 0xbf) {
            csv.at = 3;
        }
        if (csv.onlyEmptyLinesFollow()) {
            return new Content(List.of(List.of()), ""); // a header without names
        }
        List<List<String>> rows = new ArrayList<>();
        try {
            while (csv.at < text.length && !(csv.fields > 1 && csv.onlyEmptyLinesFollow())) {
                rows.add(csv.row());
                csv.fields = rows.get(0).size();
            }
        } catch (IllegalArgumentException e) {
            return new Content(rows, String.valueOf(e.getMessage()));
        }
        return new Content(rows, "");
    }

    private boolean onlyEmptyLinesFollow() {
        String rest = new String(text, at, text.length - at, StandardCharsets.ISO_8859_1);
        return rest.replace("\r\n", "\n").chars().allMatch(c -> c == '\n');
    }

    private List<String> row() {
        int rowLine = line;
        List<String> row = new ArrayList<>();
        while (true) {
            String malformed = "COST-014  " + rowLine + ":" + (row.size() + 1);
            row.add(at < text.length && text[at] == '"' ? quoted(malformed) : plain(malformed));
            boolean comma = at < text.length && text[at] == ',';
            if (comma == (row.size() == fields) && fields != Integer.MAX_VALUE) {
                throw new IllegalArgumentException("COST-013  " + rowLine);
            }
            if (comma) {
                at++;
            } else {
                passLineEnd(malformed);
                return row;
            }
        }
    }

    private String plain(String malformed) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        while (at < text.length && text[at] != ',' && text[at] != '\n' && text[at] != '\r') {
            if (text[at] == '"') {
                throw new IllegalArgumentException(malformed);
            }
            field.write(text[at++]);
        }
        checkLineEnd(malformed);
        return field.toString(StandardCharsets.UTF_8);
    }

    private String quoted(String malformed) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        at++;
        while (true) {
            if (at == text.length) {
                throw new IllegalArgumentException(malformed);
            }
            byte b = text[at++];
            if (b == '"' && (at == text.length || text[at] != '"')) {
                checkLineEnd(malformed);
                return field.toString(StandardCharsets.UTF_8);
            }
            at += b == '"' ? 1 : 0;
            line += b == '\n' ? 1 : 0;
            field.write(b);
        }
    }

    /** A field ends with a comma, LF, CRLF or the file. */
    private void checkLineEnd(String malformed) {
        boolean crLf = at + 1 < text.length && text[at] == '\r' && text[at + 1] == '\n';
        if (at < text.length && text[at] != ',' && text[at] != '\n' && !crLf) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private void passLineEnd(String malformed) {
        checkLineEnd(malformed);
        at += at < text.length && text[at] == '\r' ? 2 : 1;
        line++;
    }
}
