package dev.lamplighter.benchmarks.convert;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * What one would write in an afternoon: a String for each field, a Group for each row, a file for each thread; the same
 * schema and value rules as Lamplighter's.
 */
public final class FastCsvConvert {
    private static final int DECIMAL_BYTES = 11;
    private static final int SCALE = 10;

    private FastCsvConvert() {}

    /** Takes the types, the folder to write to and the CSV files. */
    public static void main(String[] args) throws Exception {
        List<Column> columns = Column.read(Path.of(args[0]));
        Path out = Path.of(args[1]);
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Future<?>> files = new ArrayList<>();
        for (String csv : Arrays.asList(args).subList(2, args.length)) {
            files.add(threads.submit(() -> {
                convert(columns, Path.of(csv), out);
                return null;
            }));
        }
        try {
            for (Future<?> done : files) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void convert(List<Column> columns, Path csv, Path out) throws IOException {
        MessageType schema = schema(columns);
        SimpleGroupFactory groups = new SimpleGroupFactory(schema);
        Path parquet = out.resolve(csv.getFileName().toString().replace(".csv.gz", ".parquet"));
        try (Reader text = new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(csv), 1 << 16), StandardCharsets.UTF_8);
                CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(text);
                ParquetWriter<Group> writer = writer(parquet, schema)) {
            boolean header = true;
            for (CsvRecord row : rows) {
                if (!header) {
                    writer.write(group(groups, columns, row));
                }
                header = false;
            }
        }
    }

    private static ParquetWriter<Group> writer(Path file, MessageType schema) throws IOException {
        Configuration settings = new Configuration(false);
        settings.setInt("parquet.compression.codec.zstd.level", 3);
        return ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new HadoopParquetConfiguration(settings))
                .withType(schema)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .build();
    }

    private static Group group(SimpleGroupFactory groups, List<Column> columns, CsvRecord row) {
        Group group = groups.newGroup();
        for (int i = 0; i < columns.size(); i++) {
            String text = row.getField(i);
            switch (columns.get(i).type()) {
                case "DECIMAL" -> group.add(i, decimal(text));
                case "TIMESTAMP" -> {
                    if (!text.isEmpty()) {
                        group.add(i, Instant.parse(text).toEpochMilli());
                    }
                }
                default -> group.add(i, text);
            }
        }
        return group;
    }

    private static Binary decimal(String text) {
        BigDecimal number = text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
        BigInteger unscaled = number.setScale(SCALE).unscaledValue();
        byte[] digits = unscaled.toByteArray();
        byte[] bytes = new byte[DECIMAL_BYTES];
        Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, DECIMAL_BYTES - digits.length, digits.length);
        return Binary.fromConstantByteArray(bytes);
    }

    private static MessageType schema(List<Column> columns) {
        Type[] types = columns.stream().map(FastCsvConvert::type).toArray(Type[]::new);
        return Types.buildMessage().addFields(types).named("report");
    }

    private static Type type(Column column) {
        return switch (column.type()) {
            case "DECIMAL" ->
                Types.required(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        .length(DECIMAL_BYTES)
                        .as(LogicalTypeAnnotation.decimalType(SCALE, 24))
                        .named(column.header());
            case "TIMESTAMP" ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.MILLIS))
                        .named(column.header());
            default ->
                Types.required(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.header());
        };
    }
}
