package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.encode.ColumnBuffer;
import dev.lamplighter.cost.parquet.encode.ColumnPairRuns;
import dev.lamplighter.cost.parquet.encode.RowGroupBuffer;
import dev.lamplighter.cost.parquet.encode.Runs;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.CostColumn;
import dev.lamplighter.cost.parquet.schema.InvoicedShare;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts an {@link InvoicedShare} while row groups are written, from two columns whose runs are long. */
final class InvoicedRowCounter {
    private static final byte[] ANNIVERSARY = InvoicedShare.ANNIVERSARY.getBytes(StandardCharsets.US_ASCII);

    private final int billType;
    private final int invoiceId;
    private InvoicedShare counted = InvoicedShare.NONE;

    InvoicedRowCounter(List<PublishedColumn> columns) {
        billType = text(CostColumn.BILL_TYPE, columns);
        invoiceId = text(CostColumn.INVOICE_ID, columns);
    }

    /** Null when the report has no invoice column. */
    @Nullable
    InvoicedShare counted() {
        return invoiceId < 0 ? null : counted;
    }

    void add(InvoicedRowCounter others) {
        counted = counted.plus(others.counted);
    }

    void add(RowGroupBuffer group) {
        if (invoiceId < 0) {
            return;
        }
        ColumnBuffer invoices = group.column(invoiceId);
        if (billType < 0) {
            counted = counted.plus(new InvoicedShare(group.rows(), filled(invoices)));
        } else {
            counted = counted.plus(invoiced(group.column(billType), invoices));
        }
    }

    private static long filled(ColumnBuffer invoices) {
        long filled = 0;
        Runs.Cursor invoice = invoices.runs();
        while (invoice.next()) {
            filled += invoices.length(invoice.value()) > 0 ? invoice.rows() : 0;
        }
        return filled;
    }

    private static InvoicedShare invoiced(ColumnBuffer types, ColumnBuffer invoices) {
        long rows = 0;
        long invoiced = 0;
        ColumnPairRuns runs = new ColumnPairRuns(types, invoices);
        while (runs.next()) {
            if (isAnniversary(types, runs.first())) {
                rows += runs.rows();
                invoiced += invoices.length(runs.second()) > 0 ? runs.rows() : 0;
            }
        }
        return new InvoicedShare(rows, invoiced);
    }

    private static boolean isAnniversary(ColumnBuffer types, int value) {
        int start = types.start(value);
        return Arrays.equals(types.bytes(), start, start + types.length(value), ANNIVERSARY, 0, ANNIVERSARY.length);
    }

    private static int text(CostColumn column, List<PublishedColumn> columns) {
        int index = column.indexIn(columns.stream().map(PublishedColumn::name).toList());
        return index >= 0 && columns.get(index).type() == ColumnType.STRING ? index : -1;
    }
}
