package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.csv.RowBlock;
import dev.lamplighter.cost.parquet.csv.RowBlockReader;
import dev.lamplighter.cost.parquet.csv.RowTokeniser;
import dev.lamplighter.cost.parquet.encode.ColumnGroupBuffer;
import dev.lamplighter.cost.parquet.encode.RowGroupBuffer;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Converts one report file to Parquet. The calling thread reads and inflates the text, and cuts it into blocks; each block
 * is tokenised and its changes are added to each group of columns, in the order of blocks; full row groups are encoded group
 * by group and written. With workers these steps overlap; without workers each step runs when it is requested.
 *
 * <p>There are only a few blocks and row groups, which are reused. When all are in use, reading waits for the oldest.
 */
final class FileConversion implements AutoCloseable {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final RowBlockReader reader;
    private final ReportTableSchema schema;
    private final ReportFileParquetWriter objects;
    private final ConversionLimits limits;
    private final ConversionListener progress;
    private final ControlTotals totals;
    private final RowGroupWriter writer;
    private final ConversionExecutor conversionThreads;

    private final Deque<BlockAtWork> atWork = new ArrayDeque<>();
    private int[][] fields = {};
    private RowGroupBuffer filling;
    private RowGroupBuffer spare;
    /** For each group of columns a future that is done when the last block has been added to it. */
    private CompletableFuture<?>[] added;

    private CompletableFuture<Void> written = DONE;
    private long encoderBytes;

    /** Makes a conversion, which {@link #run} starts. */
    FileConversion(
            RowBlockReader reader,
            ReportTableSchema schema,
            ReportFileParquetWriter objects,
            ConversionLimits limits,
            ConversionListener progress) {
        this.reader = reader;
        this.schema = schema;
        this.objects = objects;
        this.limits = limits;
        this.progress = progress;
        conversionThreads = new ConversionExecutor(limits.workers());
        totals = new ControlTotals(schema);
        writer = new RowGroupWriter(schema, objects, totals, conversionThreads);
        filling = new RowGroupBuffer(schema.columns(), limits.columnsPerGroup());
        spare = limits.workers() == 0 ? filling : new RowGroupBuffer(schema.columns(), limits.columnsPerGroup());
        added = new CompletableFuture<?>[filling.groups().size()];
        Arrays.fill(added, DONE);
    }

    /** A block in use, with a future that is done when it has been added to all columns. */
    private record BlockAtWork(RowBlock block, CompletableFuture<?> added) {}

    /**
     * Converts the whole file; if it throws, some of its objects may be complete.
     *
     * @throws dev.lamplighter.base.ProblemException COST-012 to COST-018 with file, line and field
     */
    ControlTotals run() throws IOException {
        RowBlock block = new RowBlock(limits.blockBytes());
        fields = reader.begin(block, schema);
        do {
            begin(block);
            block = freeBlock();
        } while (reader.next(block));
        endRowGroup();
        ConversionExecutor.await(written);
        objects.complete();
        return totals;
    }

    /** Schedules a block: it is tokenised as soon as a worker is free, and added as soon as the block before it has been. */
    private void begin(RowBlock block) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted in " + reader.file());
        }
        if (filling.rows() >= limits.rowGroupRows() || encoderBytes >= limits.rowGroupBytes()) {
            endRowGroup();
        }
        CompletableFuture<Void> tokenised =
                conversionThreads.run(() -> new RowTokeniser(reader.fieldCount()).tokenise(block));
        int column = 0;
        for (int i = 0; i < added.length; i++) {
            ColumnGroupBuffer group = filling.groups().get(i);
            List<int[]> fieldsOfGroup = Arrays.asList(fields)
                    .subList(column, column + group.columns().size());
            column += group.columns().size();
            added[i] = conversionThreads.after(
                    CompletableFuture.allOf(tokenised, added[i]), () -> group.add(block, fieldsOfGroup));
        }
        atWork.add(new BlockAtWork(block, CompletableFuture.allOf(added)));
    }

    /** A new block, or, if all are in use, the oldest one as soon as it is free. */
    private RowBlock freeBlock() throws IOException {
        if (atWork.size() < limits.blocks()) {
            RowBlock block = new RowBlock(limits.blockBytes());
            block.expectFields(reader.fieldCount());
            return block;
        }
        RowBlock block = finishOldest();
        block.clear();
        return block;
    }

    private RowBlock finishOldest() throws IOException {
        BlockAtWork oldest = atWork.remove();
        ConversionExecutor.await(oldest.added());
        RowBlock block = oldest.block();
        reader.finish(block);
        filling.addRows(block.rows());
        progress.rowsRead(block.rows());
        encoderBytes = block.encoderBytes();
        return block;
    }

    private void endRowGroup() throws IOException {
        while (!atWork.isEmpty()) {
            finishOldest();
        }
        if (filling.rows() > 0) {
            ConversionExecutor.await(written);
            written = writer.write(filling);
            RowGroupBuffer full = filling;
            filling = spare;
            spare = full;
            encoderBytes = 0;
        }
    }

    /** Ends all steps that run, and drops objects that were not completed. */
    @Override
    public void close() throws IOException {
        conversionThreads.close();
        writer.close();
        objects.close();
    }
}
