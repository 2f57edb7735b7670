package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;

/** A delivered report as DuckDB reads it: its own parser and casts, and nothing of ours. */
public final class DeliveredCsv {
    private DeliveredCsv() {}

    /**
     * A SELECT of the table's columns. Absent text is "", absent numbers are 0, of merged columns the first filled one.
     *
     * @param folder for the inflated files
     */
    public static String select(SampleReport sample, List<PublishedColumn> columns, Path folder) throws IOException {
        List<String> headers = sample.manifest().columns().stream()
                .map(column -> column.header())
                .toList();
        List<String> selected = new ArrayList<>();
        for (PublishedColumn column : columns) {
            String filled = column.headers().stream()
                    .map(header -> "nullif(c" + headers.indexOf(header) + ", '')")
                    .collect(Collectors.joining(", ", "coalesce(", ", NULL)"));
            selected.add(
                    switch (column.type()) {
                        case STRING -> "coalesce(" + filled + ", '')";
                        case DECIMAL -> "coalesce(CAST(" + filled + " AS DECIMAL(24,10)), 0)";
                        case DOUBLE, DELIVERED -> throw new IllegalArgumentException(column.name());
                        case TIMESTAMP -> "CAST(replace(" + filled + ", 'Z', '') AS TIMESTAMP)";
                    });
        }
        String names = IntStream.range(0, headers.size())
                .mapToObj(i -> "'c" + i + "': 'VARCHAR'")
                .collect(Collectors.joining(", ", "{", "}"));
        List<String> files = new ArrayList<>();
        for (String key : sample.manifest().reportKeys()) {
            Path text = Files.createTempFile(folder, "report", ".csv");
            Files.write(text, inflated(sample, key));
            files.add("'" + text + "'");
        }
        return "SELECT " + String.join(", ", selected) + " FROM read_csv(" + files
                + ", auto_detect=false, header=false, skip=1, delim=',', quote='\"', escape='\"', parallel=false, columns="
                + names + ")";
    }

    /** By the JDK: all members of gzip, the one entry of ZIP. */
    private static byte[] inflated(SampleReport sample, String key) throws IOException {
        Path file = sample.folder().resolve(key.replaceFirst("^/", ""));
        if (key.endsWith(".zip")) {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return zip.getInputStream(zip.entries().nextElement()).readAllBytes();
            }
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }
}
