package dev.lamplighter.sandbox.athena;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ResultWriter} wrote, from any line's first byte on, and knows how far it came. */
final class ResultReader {
    private final InputStream input;
    private final boolean isCsv;
    private long position;
    private int next;

    /** @param position of the first byte that {@code input} gives, in the whole file */
    ResultReader(InputStream input, long position, boolean isCsv) throws IOException {
        this.input = input;
        this.isCsv = isCsv;
        this.position = position;
        this.next = input.read();
    }

    boolean atEnd() {
        return next < 0;
    }

    /** Where the next row begins. */
    long position() {
        return position;
    }

    /** A text line is one value. */
    List<@Nullable String> row() throws IOException {
        List<@Nullable String> values = new ArrayList<>();
        if (!isCsv) {
            values.add(until('\n'));
        } else {
            values.add(value());
            while (next == ',') {
                take();
                values.add(value());
            }
        }
        take();
        return values;
    }

    private @Nullable String value() throws IOException {
        if (next != '"') {
            return null;
        }
        take();
        StringBuilder value = new StringBuilder(until('"'));
        take();
        while (next == '"') {
            take();
            value.append('"').append(until('"'));
            take();
        }
        return value.toString();
    }

    private String until(int end) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (next >= 0 && next != end) {
            bytes.write(next);
            take();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void take() throws IOException {
        if (next >= 0) {
            next = input.read();
            position++;
        }
    }
}
