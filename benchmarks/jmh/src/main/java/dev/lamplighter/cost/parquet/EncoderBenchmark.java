package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.csv.RowBlock;
import dev.lamplighter.cost.parquet.encode.ColumnEncoder;
import dev.lamplighter.cost.parquet.encode.ColumnGroupBuffer;
import dev.lamplighter.cost.parquet.encode.ParquetSchema;
import dev.lamplighter.cost.parquet.encode.RowGroupBuffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From the changes of each field to compressed pages, on one thread: time of a row of 200 columns, about 1 KB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SampleText.ROWS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncoderBenchmark {
    private static final int COLUMNS_PER_GROUP = 16;

    private final ColumnEncoder encoder = new ColumnEncoder();
    private List<PrimitiveType> types;
    private List<RowBlock> blocks;
    private int[][] fields;
    private RowGroupBuffer filled;
    private RowGroupBuffer reused;

    /** Generates and tokenises the report, and fills a row group. */
    @Setup
    public void prepare() throws IOException {
        SampleText sample = SampleText.make();
        types = ParquetSchema.of(sample.schema().columns()).getFields().stream()
                .map(field -> field.asPrimitiveType())
                .toList();
        blocks = sample.blocks();
        fields = sample.tokenise(block -> {
            block.clear();
            return block;
        });
        filled = new RowGroupBuffer(sample.schema().columns(), COLUMNS_PER_GROUP);
        reused = new RowGroupBuffer(sample.schema().columns(), COLUMNS_PER_GROUP);
        fill(filled);
    }

    /** Lets native memory go. */
    @TearDown
    public void close() {
        encoder.close();
    }

    /** Values to dictionaries and runs: parses and hashes each change. */
    @Benchmark
    public int collect() {
        reused.clear();
        fill(reused);
        return reused.rows();
    }

    /** Dictionaries and runs to pages: bit-packs, compresses, keeps minimum and maximum. */
    @Benchmark
    public long encode() throws IOException {
        long bytes = 0;
        for (int i = 0; i < types.size(); i++) {
            bytes += encoder.encode(types.get(i), filled.column(i), filled.rows())
                    .size();
        }
        return bytes;
    }

    private void fill(RowGroupBuffer rows) {
        for (RowBlock block : blocks) {
            int column = 0;
            for (ColumnGroupBuffer group : rows.groups()) {
                int next = column + group.columns().size();
                group.add(block, Arrays.asList(fields).subList(column, next));
                column = next;
            }
            rows.addRows(block.rows());
        }
    }
}
