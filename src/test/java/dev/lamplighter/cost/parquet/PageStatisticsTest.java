package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.FileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Bounds of pages as the file's column indexes give them, against the rows themselves. */
@TestInstance(Lifecycle.PER_CLASS) // one conversion for all
final class PageStatisticsTest {
    private static final int ROWS = 70_000;
    private static final Instant ORIGIN = Instant.parse("1969-06-01T00:00:00Z");

    @TempDir
    private static Path folder;

    private final List<String> texts = new ArrayList<>();
    private final List<Instant> instants = new ArrayList<>();
    private final List<BigDecimal> numbers = new ArrayList<>();
    private final List<Double> doubles = new ArrayList<>();
    private byte[] file = {};
    private FileMetaData footer = new FileMetaData();

    @BeforeAll
    void convert() throws Exception {
        Random random = new Random(11);
        StringBuilder csv = new StringBuilder(
                "identity/LineItemId,bill/ADate,lineItem/UnblendedCost,product/same,splitLineItem/SplitCost\n");
        for (int row = 0; row < ROWS; row++) {
            texts.add(
                    (char) ('a' + row / 5000) + "\u00e9\ud83d\udca1".substring(random.nextInt(2)) + random.nextInt(40));
            instants.add(ORIGIN.plusSeconds(row * 600L + random.nextInt(5000)));
            numbers.add(BigDecimal.valueOf(random.nextInt(2000) - 1000L, 3).scaleByPowerOfTen(row / 20_000));
            int magnitude = row / 10_000 - 3;
            doubles.add(random.nextGaussian() * Math.pow(10, magnitude));
            boolean absent = random.nextInt(10) == 0;
            csv.append(texts.get(row))
                    .append(',')
                    .append(absent ? "" : instants.get(row))
                    .append(',');
            csv.append(numbers.get(row).toPlainString())
                    .append(",same,")
                    .append(doubles.get(row))
                    .append('\n');
            if (absent) {
                instants.set(row, Instant.MAX);
            }
        }
        WrittenReport report = new WrittenReport(
                        folder.resolve("bucket"),
                        List.of(
                                "identity/LineItemId",
                                "bill/ADate",
                                "lineItem/UnblendedCost",
                                "product/same",
                                "splitLineItem/SplitCost"))
                .file(csv.toString());
        ConversionSummary summary = new ReportConversion(
                        Clock.systemUTC(), (f, files, key, rows) -> {}, NumberType.DECIMAL, 256L << 20)
                .convert(report.manifest(), report.store(), new FileStore(folder.resolve("target")), "");
        file = Files.readAllBytes(
                folder.resolve("target").resolve(summary.outputs().get(0)));
        int footerBytes = little(file.length - 8, 4).getInt();
        footer = Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - footerBytes, footerBytes));
    }

    @Test
    void boundsOfTextAreInTheOrderOfUnsignedBytes() throws IOException {
        Comparator<byte[]> unsigned = Arrays::compareUnsigned;
        assertBounds(0, unsigned, row -> texts.get(row).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void boundsOfInstantsAreInTheOrderOfTime() throws IOException {
        Comparator<byte[]> signed = Comparator.comparingLong(
                bytes -> ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong());
        assertBounds(
                1,
                signed,
                row -> instants.get(row).equals(Instant.MAX)
                        ? null
                        : ByteBuffer.allocate(8)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(instants.get(row).toEpochMilli())
                                .array());
    }

    @Test
    void boundsOfNumbersAreInTheirOrderAcrossZero() throws IOException {
        assertBounds(2, Comparator.comparing(BigInteger::new), row -> {
            byte[] shortest = numbers.get(row).setScale(10).unscaledValue().toByteArray();
            byte[] bytes = new byte[11];
            Arrays.fill(bytes, (byte) (numbers.get(row).signum() < 0 ? -1 : 0));
            System.arraycopy(shortest, 0, bytes, 11 - shortest.length, shortest.length);
            return bytes;
        });
    }

    @Test
    void boundsOfDoublesAreInTheirOrderAcrossZero() throws IOException {
        Comparator<byte[]> byValue = Comparator.comparingDouble(
                bytes -> ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getDouble());
        assertBounds(
                4,
                byValue,
                row -> ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putDouble(doubles.get(row))
                        .array());
    }

    @Test
    void aColumnWithOneValueIsOnePage() throws IOException {
        assertThat(offsets(footer.getRow_groups().get(0).getColumns().get(3)).getPage_locations())
                .hasSize(1);
    }

    @Test
    void sortedColumnsSaySo() throws IOException {
        assertThat(index(footer.getRow_groups().get(0).getColumns().get(0)).getBoundary_order())
                .isEqualTo(BoundaryOrder.ASCENDING);
    }

    private void assertBounds(int column, Comparator<byte[]> order, Function<Integer, byte[]> value)
            throws IOException {
        int firstRow = 0;
        int pages = 0;
        for (RowGroup group : footer.getRow_groups()) {
            ColumnIndex index = index(group.getColumns().get(column));
            OffsetIndex offsets = offsets(group.getColumns().get(column));
            for (int page = 0; page < offsets.getPage_locationsSize(); page++) {
                long begin = offsets.getPage_locations().get(page).getFirst_row_index();
                boolean last = page + 1 == offsets.getPage_locationsSize();
                long end = last
                        ? group.getNum_rows()
                        : offsets.getPage_locations().get(page + 1).getFirst_row_index();
                List<byte[]> values = new ArrayList<>();
                for (long row = begin; row < end; row++) {
                    values.add(value.apply((int) (firstRow + row)));
                }
                assertThat(index.getNull_counts().get(page))
                        .isEqualTo(values.stream().filter(v -> v == null).count());
                values.removeIf(v -> v == null);
                assertThat(bytes(index.getMin_values().get(page)))
                        .isEqualTo(values.stream().min(order).orElseThrow());
                assertThat(bytes(index.getMax_values().get(page)))
                        .isEqualTo(values.stream().max(order).orElseThrow());
                pages++;
            }
            firstRow += (int) group.getNum_rows();
        }
        assertThat(firstRow).isEqualTo(ROWS);
        assertThat(pages).isGreaterThan(2);
    }

    private ColumnIndex index(ColumnChunk chunk) throws IOException {
        return Util.readColumnIndex(
                new ByteArrayInputStream(file, (int) chunk.getColumn_index_offset(), chunk.getColumn_index_length()));
    }

    private OffsetIndex offsets(ColumnChunk chunk) throws IOException {
        return Util.readOffsetIndex(
                new ByteArrayInputStream(file, (int) chunk.getOffset_index_offset(), chunk.getOffset_index_length()));
    }

    private ByteBuffer little(int from, int length) {
        return ByteBuffer.wrap(file, from, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
