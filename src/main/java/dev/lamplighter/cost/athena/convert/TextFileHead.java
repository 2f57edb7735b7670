package dev.lamplighter.cost.athena.convert;

import dev.lamplighter.cost.parquet.csv.RowBlock;
import dev.lamplighter.cost.parquet.csv.RowBlockReader;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import dev.lamplighter.cost.report.GzipHead;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Holds what is known of a delivered file without reading it: its header, and how long its text should be.
 *
 * @param uri as Athena's {@code "$path"} has it
 * @param header its first line, which tells files of one order of columns from others
 * @param fields for each column of the table the fields of a row that it is made of
 * @param fieldCount fields of a row
 * @param headerBytes of the first line with its end
 * @param lineEndBytes 1 for LF, 2 for CRLF
 * @param hasRows whether something follows the header
 * @param lengthField see {@link GzipHead}
 */
record TextFileHead(
        StoredObject object,
        String uri,
        String header,
        List<int[]> fields,
        int fieldCount,
        int headerBytes,
        int lineEndBytes,
        boolean hasRows,
        long lengthField) {
    private static final long MODULUS = 1L << 32;

    TextFileHead {
        fields = List.copyOf(fields);
    }

    /**
     * Reads the head of a file.
     *
     * @throws dev.lamplighter.base.ProblemException COST-012 when its columns are not those of the manifest
     * @throws NotForAthenaException when its first line can't be seen whole, or is no single line
     */
    static TextFileHead read(ObjectStore store, StoredObject object, ReportTableSchema schema) throws IOException {
        String uri = store.uri(object.key());
        GzipHead head = GzipHead.read(store, object);
        byte[] text = head.text();
        int end = endOfLine(text);
        if (end < 0) {
            throw new NotForAthenaException(uri + ": its header can't be seen in the first 64 KB");
        }
        byte[] line = Arrays.copyOf(text, end);
        RowBlockReader reader = new RowBlockReader(new ByteArrayInputStream(line), uri, Math.max(1 << 16, end + 1));
        int[][] fields = reader.begin(new RowBlock(Math.max(1 << 16, end + 1)), schema);
        boolean crLf = end > 1 && text[end - 2] == '\r';
        return new TextFileHead(
                object,
                uri,
                new String(line, StandardCharsets.UTF_8),
                Arrays.asList(fields),
                reader.fieldCount(),
                end,
                crLf ? 2 : 1,
                text.length > end,
                head.lengthField());
    }

    /** Behind the first line feed; -1 without one, or when it is inside quotes. */
    private static int endOfLine(byte[] text) {
        boolean quoted = false;
        for (int i = 0; i < text.length; i++) {
            quoted ^= text[i] == '"';
            if (text[i] == '\n') {
                return quoted ? -1 : i + 1;
            }
        }
        return -1;
    }

    /** Whether lines of so many bytes in all, without their ends, are the whole text; the last line may have no end. */
    boolean isWhole(long rows, long lineBytes) {
        long whole = headerBytes + lineBytes + rows * lineEndBytes;
        return whole % MODULUS == lengthField || (rows > 0 && (whole - lineEndBytes) % MODULUS == lengthField);
    }

    /** The folder, with a slash at its end. */
    String folder() {
        return uri.substring(0, uri.lastIndexOf('/') + 1);
    }
}
