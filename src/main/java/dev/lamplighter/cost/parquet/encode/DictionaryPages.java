package dev.lamplighter.cost.parquet.encode;

import dev.lamplighter.cost.parquet.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Encodes a column as a page of its distinct values and pages of their numbers (RLE_DICTIONARY). Pages end between runs: a
 * column that has one value is one page, however many rows it has.
 */
final class DictionaryPages {
    private final PageCompressor compressor;
    private final PageBytes page = new PageBytes();
    private final PageBytes levels = new PageBytes();
    private final RunEncoder levelEncoder = new RunEncoder(levels);
    private final PageBytes numbers = new PageBytes();
    private final RunEncoder numberEncoder = new RunEncoder(numbers);

    DictionaryPages(PageCompressor compressor) {
        this.compressor = compressor;
    }

    EncodedColumn encode(PrimitiveType type, ColumnBuffer column) {
        DictionaryPage dictionary = dictionary(column);
        boolean optional = type.getRepetition() == Repetition.OPTIONAL;
        PageStatistics bounds = new PageStatistics(type, column);
        List<EncodedColumn.Page> pages = new ArrayList<>();
        Runs.Cursor runs = column.runs();
        boolean more = runs.next();
        while (more) {
            levels.reset();
            levelEncoder.begin(1);
            int bitWidth = RunEncoder.bitWidth(column.distinct() - 1);
            numbers.reset();
            numberEncoder.begin(bitWidth);
            int rows = 0;
            while (more && rows < ColumnEncoder.PAGE_ROWS) {
                bounds.add(runs.value(), runs.rows());
                if (optional) {
                    levelEncoder.add(runs.value() == ColumnBuffer.NULL ? 0 : 1, runs.rows());
                }
                if (runs.value() != ColumnBuffer.NULL) {
                    numberEncoder.add(runs.value(), runs.rows());
                }
                rows += runs.rows();
                more = runs.next();
            }
            pages.add(page(optional, bitWidth, rows, bounds.statistics()));
            bounds.beginPage();
        }
        return new EncodedColumn(dictionary, pages);
    }

    private DictionaryPage dictionary(ColumnBuffer column) {
        page.reset();
        if (column.type() == ColumnType.STRING) {
            for (int value = 0; value < column.distinct(); value++) {
                page.writeLittleEndian(column.length(value), Integer.BYTES);
                page.write(column.bytes(), column.start(value), column.length(value));
            }
        } else {
            page.write(column.bytes(), 0, column.totalLength());
        }
        BytesInput bytes = BytesInput.from(compressor.compress(page));
        return new DictionaryPage(bytes, page.size(), column.distinct(), Encoding.PLAIN);
    }

    /**
     * A data page: definition levels after their length when values may be absent, the bit width in one byte, the numbers.
     */
    private EncodedColumn.Page page(boolean optional, int bitWidth, int rows, Statistics<?> statistics) {
        page.reset();
        if (optional) {
            levelEncoder.end();
            page.writeLittleEndian(levels.size(), Integer.BYTES);
            page.write(levels.array(), 0, levels.size());
        }
        numberEncoder.end();
        page.write(bitWidth);
        page.write(numbers.array(), 0, numbers.size());
        return new EncodedColumn.Page(
                compressor.compress(page), page.size(), rows, statistics, Encoding.RLE_DICTIONARY);
    }
}
