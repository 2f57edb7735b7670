package dev.lamplighter.sandbox.athena;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a result to S3 by way of a temporary file so that no result has to fit into memory. CSV as Athena writes it:
 * every value in quotes, null as nothing at all, lines end in {@code \n}.
 */
final class ResultWriter implements AutoCloseable {
    private final Path file;
    private final BufferedWriter writer;

    ResultWriter() {
        try {
            file = Files.createTempFile("athena-", ".result");
            writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("a temporary file for a result", failure);
        }
    }

    void row(List<@Nullable String> values) {
        try {
            for (int index = 0; index < values.size(); index++) {
                if (index > 0) {
                    writer.write(',');
                }
                String value = values.get(index);
                if (value != null) {
                    writer.write('"');
                    writer.write(value.replace("\"", "\"\""));
                    writer.write('"');
                }
            }
            writer.write('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(file.toString(), failure);
        }
    }

    void line(String text) {
        try {
            writer.write(text);
            writer.write('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(file.toString(), failure);
        }
    }

    /** The file with all that was written; gone after {@link #close}. */
    Path finish() {
        try {
            writer.close();
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(file.toString(), failure);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(file.toString(), failure);
        }
    }
}
