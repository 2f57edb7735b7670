package dev.lamplighter.cost.parquet.schema;

/**
 * Converts the text of a field to the bytes that Parquet stores for one value: the text itself, {@link DecimalEncoder},
 * {@link DoubleEncoder} or {@link InstantEncoder}. The result is valid until the next call.
 */
public sealed interface ValueEncoder permits TextEncoder, DecimalEncoder, DoubleEncoder, InstantEncoder {
    /**
     * Takes a field; an empty one stands for an absent value.
     *
     * @return false when the value is NULL, as only an absent instant is
     */
    boolean take(byte[] text, int from, int length) throws BadValueException;

    /** The number of bytes of every value, or 0 when a value is stored as its text. */
    int fixedLength();

    /** The stored form, of {@link #fixedLength()}. */
    byte[] bytes();

    /** Compares two stored forms in the same array, in Parquet's order for the type. */
    int compare(byte[] bytes, int from, int length, int other, int otherLength);

    static ValueEncoder of(ColumnType type) {
        return switch (type) {
            case STRING -> new TextEncoder();
            case DECIMAL -> new DecimalEncoder();
            case DOUBLE -> new DoubleEncoder();
            case TIMESTAMP -> new InstantEncoder();
            case DELIVERED -> throw new IllegalArgumentException("delivered columns are never written");
        };
    }
}
