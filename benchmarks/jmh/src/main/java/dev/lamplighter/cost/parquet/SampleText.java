package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.csv.RowBlockReader;
import dev.lamplighter.cost.parquet.csv.RowTokeniser;
import dev.lamplighter.cost.parquet.csv.RowBlock;
import dev.lamplighter.cost.parquet.schema.HeaderMatcher;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.sandbox.cur.CostReportGenerator;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A generated report of one file in memory, inflated.
 *
 * @param csv its file; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SampleText(byte[] csv, ReportTableSchema schema) {
    static final int ROWS = 20_000;

    private static final int BLOCK_BYTES = 256 << 10;
    private static final int ROW_BYTES = 4 << 20;

    static SampleText make() throws IOException {
        Path bucket = Files.createTempDirectory("sample");
        CostReportSpec spec = CostReportSpec.of("hourly", YearMonth.of(2025, 3))
                .withRows(ROWS)
                .withFiles(1)
                .withSeed(7);
        String key = CostReportGenerator.deliver(spec, bucket).manifestKey();
        CostReportManifest manifest = new ManifestReader().read(new FileStore(bucket), key);
        Path file = bucket.resolve(manifest.reportKeys().get(0));
        try (InputStream text = new GZIPInputStream(Files.newInputStream(file))) {
            return new SampleText(text.readAllBytes(), ReportTableSchema.of(manifest, NumberType.DECIMAL));
        } finally {
            try (Stream<Path> files = Files.walk(bucket)) {
                for (Path made : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(made);
                }
            }
        }
    }

    /** What is done with each block, in order; the block is reused unless it is kept. */
    @FunctionalInterface
    interface BlockUse {
        /** Returns the block to fill next. */
        RowBlock use(RowBlock block);
    }

    /** Cuts the text and tokenises each block; returns the fields of each column, see {@link HeaderMatcher}. */
    int[][] tokenise(BlockUse use) throws IOException {
        RowBlockReader reader = new RowBlockReader(new ByteArrayInputStream(csv), "sample", ROW_BYTES);
        RowBlock block = new RowBlock(BLOCK_BYTES);
        int[][] fields = reader.begin(block, schema);
        RowTokeniser tokeniser = new RowTokeniser(reader.fieldCount());
        do {
            tokeniser.tokenise(block);
            block = use.use(block);
        } while (reader.next(block));
        return fields;
    }

    /** An empty block for this report. */
    RowBlock newBlock() {
        RowBlock block = new RowBlock(BLOCK_BYTES);
        block.expectFields(schema.headers().size());
        return block;
    }

    /** All blocks, tokenised. */
    List<RowBlock> blocks() throws IOException {
        List<RowBlock> blocks = new ArrayList<>();
        tokenise(block -> {
            blocks.add(block);
            return newBlock();
        });
        return blocks;
    }
}
