package dev.lamplighter.benchmarks.convert;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.c.ArrowSchema;
import org.apache.arrow.c.Data;
import org.apache.arrow.dataset.file.DatasetFileWriter;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.FragmentScanOptions;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.dataset.scanner.Scanner;
import org.apache.arrow.dataset.scanner.csv.CsvConvertOptions;
import org.apache.arrow.dataset.scanner.csv.CsvFragmentScanOptions;
import org.apache.arrow.dataset.source.Dataset;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Apache Arrow's datasets: all files scanned as one, written as one. Its Java writer has no option for the codec and does
 * not compress, so its output's size is not compared.
 */
public final class ArrowConvert {
    private static final int BATCH_ROWS = 32_768;

    private ArrowConvert() {}

    /** Takes the types, the folder to write to and the CSV files. */
    public static void main(String[] args) throws Exception {
        Schema schema = schema(Column.read(Path.of(args[0])));
        String[] files =
                Arrays.stream(args).skip(2).map(file -> "file://" + file).toArray(String[]::new);
        BufferAllocator memory =
                new RootAllocator(); // left to the process's end: native threads may hold batches still
        try (ArrowSchema forFactory = ArrowSchema.allocateNew(memory);
                ArrowSchema forScanner = ArrowSchema.allocateNew(memory);
                FileSystemDatasetFactory factory = new FileSystemDatasetFactory(
                        memory,
                        NativeMemoryPool.getDefault(),
                        FileFormat.CSV,
                        files,
                        Optional.of(csv(memory, schema, forFactory)));
                Dataset dataset = factory.finish(schema);
                Scanner scanner = dataset.newScan(new ScanOptions.Builder(BATCH_ROWS)
                        .columns(Optional.empty())
                        .fragmentScanOptions(csv(memory, schema, forScanner))
                        .build());
                ArrowReader rows = scanner.scanBatches()) {
            DatasetFileWriter.write(
                    memory, rows, FileFormat.PARQUET, "file://" + args[1], new String[0], 1, "report-{i}.parquet");
        }
    }

    /** Whoever gets these options empties {@code exported}. */
    private static FragmentScanOptions csv(BufferAllocator memory, Schema schema, ArrowSchema exported) {
        Data.exportSchema(memory, schema, null, exported);
        CsvConvertOptions types = new CsvConvertOptions(Map.of("strings_can_be_null", "false"));
        types.setArrowSchema(exported);
        return new CsvFragmentScanOptions(types, Map.of(), Map.of());
    }

    private static Schema schema(List<Column> columns) {
        return new Schema(columns.stream()
                .map(column -> Field.nullable(column.header(), type(column.type())))
                .toList());
    }

    private static ArrowType type(String type) {
        return switch (type) {
            case "DECIMAL" -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case "TIMESTAMP" -> new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC");
            default -> new ArrowType.Utf8();
        };
    }
}
