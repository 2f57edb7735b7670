package dev.lamplighter.cost.parquet.read;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.CostColumn;
import dev.lamplighter.cost.parquet.schema.DecimalEncoder;
import dev.lamplighter.cost.parquet.schema.InvoicedShare;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Reads a Parquet file that AWS wrote: its rows, its columns, and exact sums of its numbers, page by page. Any encoding,
 * NULLs, several row groups, {@code double} as well as decimals. Column names must be unique.
 */
public final class ParquetReportFile {
    private static final Binary ANNIVERSARY = Binary.fromString(InvoicedShare.ANNIVERSARY);

    private final ParquetFooter footer;
    private final ColumnChunkReader chunks;
    private final List<ParquetReportColumn> columns;

    /** @throws ProblemException COST-019 when it is no Parquet file, COST-150 when column names are not unique */
    public ParquetReportFile(ObjectStore store, StoredObject pinned) throws IOException {
        footer = ParquetFooter.read(store, pinned);
        chunks = new ColumnChunkReader(footer);
        if (footer.metadata().getRow_groups().stream().anyMatch(group -> !group.isSetColumns())) {
            throw footer.unreadable("a row group without columns");
        }
        columns = ParquetReportSchema.columns(footer);
        requireDistinct();
        if (isOurs()) {
            columns.forEach(this::checkOurs);
        }
    }

    private boolean isOurs() {
        return footer.metadata().isSetKey_value_metadata()
                && footer.metadata().getKey_value_metadata().stream()
                        .anyMatch(entry -> entry.getKey().startsWith("lamplighter."));
    }

    /** Checks how numbers are stored in a file that this project wrote, because a footer has no checksum. */
    private void checkOurs(ParquetReportColumn column) {
        PrimitiveType stored = column.primitive();
        if (column.isNumber() && (stored == null || !isStoredHere(column.hiveType(), stored))) {
            throw footer.unreadable(column.name() + " is not stored as it was written");
        }
    }

    private static boolean isStoredHere(String hiveType, PrimitiveType stored) {
        boolean same = stored.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE
                ? hiveType.equals(ColumnType.DOUBLE.hiveType())
                : hiveType.equals(ColumnType.DECIMAL.hiveType()) && stored.getTypeLength() == DecimalEncoder.BYTES;
        return same && stored.isRepetition(Repetition.REQUIRED);
    }

    public List<ParquetReportColumn> columns() {
        return columns;
    }

    /** The name of a column as the file writes it. */
    public String header(ParquetReportColumn column) {
        return footer.metadata().getSchema().stream()
                .map(element -> element.getName())
                .filter(column.name()::equalsIgnoreCase)
                .findFirst()
                .orElse(column.name());
    }

    public long rows() {
        long rows = footer.metadata().getRow_groups().stream()
                .mapToLong(RowGroup::getNum_rows)
                .sum();
        if (rows != footer.metadata().getNum_rows()) {
            throw footer.unreadable("its row groups have " + rows + " rows, its footer says "
                    + footer.metadata().getNum_rows());
        }
        return rows;
    }

    /**
     * The exact sum of every number column, by name, in the file's order.
     *
     * @throws ProblemException COST-019 when the file is damaged
     */
    public Map<String, BigDecimal> totals() throws IOException {
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        for (ParquetReportColumn column : columns) {
            if (column.isNumber() && column.primitive() != null) {
                totals.put(column.name(), new BigDecimal(BigInteger.ZERO, column.scale()));
                for (RowGroup group : footer.metadata().getRow_groups()) {
                    totals.merge(column.name(), sum(group, column), BigDecimal::add);
                }
            }
        }
        return totals;
    }

    /**
     * Reads everything: each value of a simple column, and each page of a map, a list or a structure.
     *
     * @return how many values the simple columns have, by name; NULL doesn't count
     * @throws ProblemException COST-019 when any of it is damaged
     */
    public Map<String, Long> readWhole() throws IOException {
        Map<String, Long> filled = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            ParquetReportColumn column = columns.get(i);
            for (RowGroup group : footer.metadata().getRow_groups()) {
                if (column.primitive() == null) {
                    int end = i + 1 < columns.size() ? columns.get(i + 1).leaf() : group.getColumnsSize();
                    for (int leaf = column.leaf(); leaf < end; leaf++) {
                        chunks.readPages(group, leaf);
                    }
                } else {
                    filled.merge(column.name(), filled(group, column), Long::sum);
                }
            }
        }
        return filled;
    }

    private long filled(RowGroup group, ParquetReportColumn column) throws IOException {
        long[] count = new long[1];
        chunks.read(group, column, new DiscardingPrimitiveConverter(), reader -> {
            if (ColumnChunkReader.isPresent(reader)) {
                reader.writeCurrentValueToConverter();
                count[0]++;
            }
        });
        return count[0];
    }

    /** Rows and cost by the values of a text column; empty when the file lacks it or the cost. */
    public Map<String, Subtotal> costBy(CostColumn by) throws IOException {
        List<String> names = columns.stream().map(ParquetReportColumn::name).toList();
        int text = by.indexIn(names);
        int cost = CostColumn.COST.indexIn(names);
        Map<String, Subtotal> subtotals = new TreeMap<>();
        if (text >= 0
                && cost >= 0
                && columns.get(text).isText()
                && columns.get(cost).isNumber()) {
            for (RowGroup group : footer.metadata().getRow_groups()) {
                addTo(subtotals, group, columns.get(text), columns.get(cost));
            }
        }
        return subtotals;
    }

    /** How many rows are on invoices; empty when the file has no invoice column. */
    public Optional<InvoicedShare> invoicedRows() throws IOException {
        List<String> names = columns.stream().map(ParquetReportColumn::name).toList();
        int invoice = CostColumn.INVOICE_ID.indexIn(names);
        int type = CostColumn.BILL_TYPE.indexIn(names);
        if (invoice < 0 || !columns.get(invoice).isText()) {
            return Optional.empty();
        }
        InvoicedShare all = InvoicedShare.NONE;
        for (RowGroup group : footer.metadata().getRow_groups()) {
            boolean typed = type >= 0 && columns.get(type).isText();
            all = all.plus(invoiced(group, columns.get(invoice), columns.get(typed ? type : invoice), typed));
        }
        return Optional.of(all);
    }

    private InvoicedShare invoiced(RowGroup group, ParquetReportColumn invoice, ParquetReportColumn type, boolean typed)
            throws IOException {
        long[] counts = new long[2];
        try (InputStream in = chunks.open(group, invoice)) {
            ColumnReader invoices = chunks.reader(in, group, invoice, new PrimitiveConverter() {});
            chunks.read(group, type, new PrimitiveConverter() {}, reader -> {
                boolean isInvoiced = text(invoices).length() > 0; // the value must be read so that the reader moves on
                Binary billType = text(reader);
                if (!typed || billType.equals(ANNIVERSARY)) {
                    counts[0]++;
                    counts[1] += isInvoiced ? 1 : 0;
                }
                invoices.consume();
            });
        }
        return new InvoicedShare(counts[0], counts[1]);
    }

    private static Binary text(ColumnReader reader) {
        return ColumnChunkReader.isPresent(reader) ? reader.getBinary() : Binary.EMPTY;
    }

    private BigDecimal sum(RowGroup group, ParquetReportColumn column) throws IOException {
        ExactColumnSum numbers = new ExactColumnSum(column);
        chunks.read(group, column, numbers, reader -> {
            if (ColumnChunkReader.isPresent(reader)) {
                reader.writeCurrentValueToConverter();
            }
        });
        return numbers.sum();
    }

    private void addTo(
            Map<String, Subtotal> subtotals, RowGroup group, ParquetReportColumn text, ParquetReportColumn cost)
            throws IOException {
        Map<Binary, BigDecimal> costs = new LinkedHashMap<>();
        Map<Binary, Long> rows = new LinkedHashMap<>();
        try (InputStream in = chunks.open(group, cost)) {
            ExactColumnSum numbers = new ExactColumnSum(cost);
            ColumnReader costReader = chunks.reader(in, group, cost, numbers);
            chunks.read(group, text, new PrimitiveConverter() {}, reader -> {
                Binary value = text(reader).copy();
                BigDecimal paid =
                        ColumnChunkReader.isPresent(costReader) ? numbers.current(costReader) : BigDecimal.ZERO;
                costReader.consume();
                costs.merge(value, paid, BigDecimal::add);
                rows.merge(value, 1L, Long::sum);
            });
        }
        rows.forEach((value, count) -> subtotals.merge(
                value.toStringUsingUTF8(),
                new Subtotal(count, costs.getOrDefault(value, BigDecimal.ZERO)),
                Subtotal::plus));
    }

    /**
     * Refuses columns with the same name; AWS merges them, but not everywhere, and a table with such columns fails every
     * query.
     */
    private void requireDistinct() {
        Set<String> names = new HashSet<>();
        for (ParquetReportColumn column : columns) {
            if (!names.add(column.name())) {
                throw footer.ambiguous("several columns are called " + column.name());
            }
        }
    }
}
