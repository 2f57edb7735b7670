package dev.lamplighter.cost.parquet.schema;

/**
 * How much of a bill AWS has put on invoices: a row that has an invoice's id is final. Counted are the rows that the month's
 * own invoice is about, of bill type {@code Anniversary}; where a report has no bill types, as FOCUS, all of them.
 *
 * @param rows that belong on the month's invoice
 * @param invoiced how many of them name one
 */
public record InvoicedRows(long rows, long invoiced) {
    /** {@code bill_bill_type} of what the month's own invoice is about; fees paid at once and refunds have others. */
    public static final String ANNIVERSARY = "Anniversary";

    public static final InvoicedRows NONE = new InvoicedRows(0, 0);

    public InvoicedRows {
        if (invoiced < 0 || invoiced > rows) {
            throw new IllegalArgumentException(
                    "got " + invoiced + " invoiced rows of " + rows + ", allowed is 0 to all");
        }
    }

    public InvoicedRows plus(InvoicedRows others) {
        return new InvoicedRows(rows + others.rows, invoiced + others.invoiced);
    }

    /** Whether all of it is final; a bill without rows is not. */
    public boolean isFinal() {
        return rows > 0 && invoiced == rows;
    }
}
