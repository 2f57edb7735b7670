package dev.lamplighter.sandbox.cur;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes one data file: header, lines, packing. */
final class ReportDataFileWriter implements Closeable {
    private static final int BLOCK = 1 << 16;

    /** Enough to end in the middle of the next line's id. */
    private static final int BYTES_PAST_THE_LINE = 37;

    private final OutputStream out;
    private final @Nullable GzipMemberOutputStream members;
    private final NumberStyle numbers;
    private final RowByteBuffer buffer = new RowByteBuffer();
    private final long rows;
    private final long rowsPerMember;
    private int cutsToCome;
    private long written;

    /**
     * @param object where the packed bytes go
     * @param csvName what the CSV is called inside a ZIP
     * @param rows lines this file will have
     */
    ReportDataFileWriter(OutputStream object, CostReportSpec spec, String csvName, String header, long rows)
            throws IOException {
        ReportStyle style = spec.format().style();
        numbers = style.numbers();
        this.rows = rows;
        rowsPerMember = Math.max(1, rows / spec.oddities().gzipMembers());
        cutsToCome = spec.oddities().gzipMembers() - 1;
        members = spec.format().compression() == CurCompression.GZIP ? new GzipMemberOutputStream(object) : null;
        out = members != null ? members : zip(object, csvName, spec);
        buffer.append((header + style.lineEnd()).getBytes(StandardCharsets.UTF_8));
    }

    boolean isFull() {
        return written == rows;
    }

    void write(LineItem line, Hour hour) throws IOException {
        line.write(hour, numbers, buffer);
        written++;
        if (buffer.size() >= BLOCK) {
            buffer.writeTo(out);
        }
        if (members != null && cutsToCome > 0 && written < rows && written % rowsPerMember == 0) {
            buffer.writeTo(out);
            members.cutAfter(BYTES_PAST_THE_LINE);
            cutsToCome--;
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            buffer.writeTo(out);
        }
    }

    private static OutputStream zip(OutputStream object, String csvName, CostReportSpec spec) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(object);
        ZipEntry entry = new ZipEntry(csvName);
        LocalDateTime endOfMonth = spec.billingMonth().plusMonths(1).atDay(1).atStartOfDay();
        entry.setTimeLocal(endOfMonth);
        zip.putNextEntry(entry);
        return zip;
    }
}
