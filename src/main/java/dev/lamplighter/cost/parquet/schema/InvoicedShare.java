package dev.lamplighter.cost.parquet.schema;

/**
 * Counts the rows of a bill that are on invoices; a row with the id of an invoice is final. Only rows for the month's own
 * invoice are counted, those of bill type {@code Anniversary}; in a report without bill types, such as FOCUS, all of them.
 *
 * @param rows that belong on the month's invoice
 * @param invoiced how many of them name one
 */
public record InvoicedShare(long rows, long invoiced) {
    /** {@code bill_bill_type} of rows for the month's own invoice; fees paid at once and refunds have other types. */
    public static final String ANNIVERSARY = "Anniversary";

    public static final InvoicedShare NONE = new InvoicedShare(0, 0);

    public InvoicedShare {
        if (invoiced < 0 || invoiced > rows) {
            throw new IllegalArgumentException(
                    "got " + invoiced + " invoiced rows of " + rows + ", allowed is 0 to all");
        }
    }

    public InvoicedShare plus(InvoicedShare others) {
        return new InvoicedShare(rows + others.rows, invoiced + others.invoiced);
    }

    /** Whether all rows are final; false if there are none. */
    public boolean isFinal() {
        return rows > 0 && invoiced == rows;
    }
}
