package dev.lamplighter.cost.parquet.schema;

/**
 * Converts the text of a field to the bytes that Parquet stores for one value: the text itself, {@link DecimalForm},
 * {@link DoubleForm} or {@link InstantForm}. The result stays in the form until the next call.
 */
public sealed interface ValueForm permits TextForm, DecimalForm, DoubleForm, InstantForm {
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

    static ValueForm of(ColumnType type) {
        return switch (type) {
            case STRING -> new TextForm();
            case DECIMAL -> new DecimalForm();
            case DOUBLE -> new DoubleForm();
            case TIMESTAMP -> new InstantForm();
            case DELIVERED -> throw new IllegalArgumentException("delivered columns are never written");
        };
    }
}
