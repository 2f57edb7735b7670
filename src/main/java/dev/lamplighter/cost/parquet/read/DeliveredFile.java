package dev.lamplighter.cost.parquet.read;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.CostColumn;
import dev.lamplighter.cost.parquet.schema.DecimalForm;
import dev.lamplighter.cost.parquet.schema.InvoicedRows;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/**
 * A Parquet file that AWS wrote: its rows, its columns, and exact sums of its numbers, read page by page. Any encoding,
 * NULLs, several row groups, {@code double} as well as decimals.
 */
public final class DeliveredFile {
    private static final Binary ANNIVERSARY = Binary.fromString(InvoicedRows.ANNIVERSARY);

    private final ParquetFooter footer;
    private final List<DeliveredColumn> columns;

    /** @throws ProblemException COST-019 when it is no Parquet file */
    public DeliveredFile(ObjectStore store, StoredObject pinned) throws IOException {
        footer = ParquetFooter.read(store, pinned);
        if (footer.metadata().getRow_groups().stream().anyMatch(group -> !group.isSetColumns())) {
            throw footer.unreadable("a row group without columns");
        }
        columns = distinct(DeliveredSchema.columns(footer));
        if (isOurs()) {
            columns.forEach(this::checkOurs);
        }
    }

    private boolean isOurs() {
        return footer.metadata().isSetKey_value_metadata()
                && footer.metadata().getKey_value_metadata().stream()
                        .anyMatch(entry -> entry.getKey().startsWith("lamplighter."));
    }

    /** Of what was written here it is known how numbers are stored; a footer has no checksum. */
    private void checkOurs(DeliveredColumn column) {
        PrimitiveType stored = column.primitive();
        if (column.isNumber() && (stored == null || !isStoredHere(column.hiveType(), stored))) {
            throw footer.unreadable(column.name() + " is not stored as it was written");
        }
    }

    private static boolean isStoredHere(String hiveType, PrimitiveType stored) {
        boolean same = stored.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE
                ? hiveType.equals(ColumnType.DOUBLE.hiveType())
                : hiveType.equals(ColumnType.DECIMAL.hiveType()) && stored.getTypeLength() == DecimalForm.BYTES;
        return same && stored.isRepetition(Repetition.REQUIRED);
    }

    /** Without those whose name another one had before; AWS merges columns, but not everywhere. */
    public List<DeliveredColumn> columns() {
        return columns;
    }

    /** As the file itself writes the name of a column. */
    public String header(DeliveredColumn column) {
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
        for (DeliveredColumn column : columns) {
            if (column.isNumber() && column.primitive() != null) {
                totals.put(column.name(), new BigDecimal(BigInteger.ZERO, column.scale()));
                for (RowGroup group : footer.metadata().getRow_groups()) {
                    totals.merge(column.name(), sum(group, column), BigDecimal::add);
                }
            }
        }
        return totals;
    }

    /** Rows and cost by the values of a text column; empty when the file lacks it or the cost. */
    public Map<String, Subtotal> costBy(CostColumn by) throws IOException {
        List<String> names = columns.stream().map(DeliveredColumn::name).toList();
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

    /** How much of it is on invoices; empty when the file does not tell invoices. */
    public Optional<InvoicedRows> invoicedRows() throws IOException {
        List<String> names = columns.stream().map(DeliveredColumn::name).toList();
        int invoice = CostColumn.INVOICE_ID.indexIn(names);
        int type = CostColumn.BILL_TYPE.indexIn(names);
        if (invoice < 0 || !columns.get(invoice).isText()) {
            return Optional.empty();
        }
        InvoicedRows all = InvoicedRows.NONE;
        for (RowGroup group : footer.metadata().getRow_groups()) {
            boolean typed = type >= 0 && columns.get(type).isText();
            all = all.plus(invoiced(group, columns.get(invoice), columns.get(typed ? type : invoice), typed));
        }
        return Optional.of(all);
    }

    private InvoicedRows invoiced(RowGroup group, DeliveredColumn invoice, DeliveredColumn type, boolean typed)
            throws IOException {
        long[] counts = new long[2];
        try (InputStream in = footer.open(chunk(group, invoice))) {
            ColumnReader invoices = reader(in, group, invoice, new PrimitiveConverter() {});
            read(group, type, new PrimitiveConverter() {}, reader -> {
                boolean isInvoiced = text(invoices).length() > 0; // a value that is not read is not passed over either
                Binary billType = text(reader);
                if (!typed || billType.equals(ANNIVERSARY)) {
                    counts[0]++;
                    counts[1] += isInvoiced ? 1 : 0;
                }
                invoices.consume();
            });
        }
        return new InvoicedRows(counts[0], counts[1]);
    }

    private static Binary text(ColumnReader reader) {
        return isPresent(reader) ? reader.getBinary() : Binary.EMPTY;
    }

    private BigDecimal sum(RowGroup group, DeliveredColumn column) throws IOException {
        ColumnNumbers numbers = new ColumnNumbers(column);
        read(group, column, numbers, reader -> {
            if (isPresent(reader)) {
                reader.writeCurrentValueToConverter();
            }
        });
        return numbers.sum();
    }

    private void addTo(Map<String, Subtotal> subtotals, RowGroup group, DeliveredColumn text, DeliveredColumn cost)
            throws IOException {
        Map<Binary, BigDecimal> costs = new LinkedHashMap<>();
        Map<Binary, Long> rows = new LinkedHashMap<>();
        try (InputStream in = footer.open(chunk(group, cost))) {
            ColumnNumbers numbers = new ColumnNumbers(cost);
            ColumnReader costReader = reader(in, group, cost, numbers);
            read(group, text, new PrimitiveConverter() {}, reader -> {
                Binary value = text(reader).copy();
                BigDecimal paid = isPresent(costReader) ? numbers.current(costReader) : BigDecimal.ZERO;
                costReader.consume();
                costs.merge(value, paid, BigDecimal::add);
                rows.merge(value, 1L, Long::sum);
            });
        }
        rows.forEach((value, count) -> subtotals.merge(
                value.toStringUsingUTF8(),
                new Subtotal(count, costs.getOrDefault(value, BigDecimal.ZERO)),
                (a, b) -> new Subtotal(a.rows() + b.rows(), a.unblendedCost().add(b.unblendedCost()))));
    }

    /** One value of a column. */
    private interface Value {
        void take(ColumnReader reader);
    }

    private void read(RowGroup group, DeliveredColumn column, PrimitiveConverter converter, Value value)
            throws IOException {
        try (InputStream in = footer.open(chunk(group, column))) {
            ColumnReader reader = reader(in, group, column, converter);
            for (long row = 0; row < group.getNum_rows(); row++) {
                value.take(reader);
                reader.consume();
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (NumberFormatException e) {
            throw footer.unreadable(column.name() + " has a value that is no number");
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) { // the decoders answer damaged bytes with all kinds of them
            throw footer.unreadable("its pages are damaged, " + e);
        }
    }

    private static boolean isPresent(ColumnReader reader) {
        return reader.getCurrentDefinitionLevel() == reader.getDescriptor().getMaxDefinitionLevel();
    }

    private ColumnMetaData chunk(RowGroup group, DeliveredColumn column) {
        ColumnMetaData chunk = group.getColumns().get(column.leaf()).getMeta_data();
        if (chunk.getNum_values() != group.getNum_rows()) {
            throw footer.unreadable(
                    column.name() + " has " + chunk.getNum_values() + " values for " + group.getNum_rows() + " rows");
        }
        return chunk;
    }

    private ColumnReader reader(InputStream in, RowGroup group, DeliveredColumn column, PrimitiveConverter converter) {
        ColumnDescriptor descriptor = column.descriptor();
        PageReader pages = new ColumnPages(in, chunk(group, column), descriptor.getPrimitiveType(), footer::unreadable);
        PageReadStore store = new PageReadStore() {
            @Override
            public PageReader getPageReader(ColumnDescriptor ignored) {
                return pages;
            }

            @Override
            public long getRowCount() {
                return group.getNum_rows();
            }
        };
        String writer = String.valueOf(footer.metadata().getCreated_by());
        return new ColumnReadStoreImpl(store, only(converter), column.message(), writer).getColumnReader(descriptor);
    }

    private static GroupConverter only(PrimitiveConverter converter) {
        return new GroupConverter() {
            @Override
            public Converter getConverter(int field) {
                return converter;
            }

            @Override
            public void start() {
                // records are not assembled
            }

            @Override
            public void end() {
                // records are not assembled
            }
        };
    }

    private static List<DeliveredColumn> distinct(List<DeliveredColumn> all) {
        Set<String> names = new HashSet<>();
        List<DeliveredColumn> columns = new ArrayList<>();
        for (DeliveredColumn column : all) {
            if (names.add(column.name())) {
                columns.add(column);
            }
        }
        return columns;
    }
}
