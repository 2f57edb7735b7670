package dev.lamplighter.cost.athena.convert;

import dev.lamplighter.cost.athena.HiveName;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.DecimalEncoder;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;

/**
 * Writes the value of a column from its text as Athena computes it, and the condition under which that is the value that this
 * machine would store. Casts round and trim; so a text is taken only in a form in which there is nothing to round: what
 * {@link DecimalEncoder} and its siblings refuse never passes.
 *
 * @param text the column with the text
 */
record TypedColumnSql(ColumnType type, String text) {
    private static final String PLAIN_NUMBER = "^[+-]?([0-9]+(\\.[0-9]{0,10}0*)?|\\.[0-9]{1,10}0*)$";
    private static final String SCIENTIFIC = "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)[eE][+-]?[0-9]{1,2}$";
    private static final String ANY_NUMBER = "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?$";
    private static final String INSTANT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}"
            + "([T ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,3}0{0,6})?(Z|\\+00:00| UTC)?)?$";

    /** A wider decimal, in which an eleventh decimal shows. */
    private static final String WIDER = "DECIMAL(38,20)";

    private static final int MOST_CHARACTERS = 64;
    private static final int MOST_DIGITS = 17;

    static TypedColumnSql of(PublishedColumn column) {
        return new TypedColumnSql(column.type(), HiveName.identifier(column.name()));
    }

    boolean isChecked() {
        return type != ColumnType.STRING;
    }

    /** The value, for a statement that is to fail on a bad one. */
    String value() {
        return value("CAST");
    }

    /** The value, NULL or that of an absent text where it is bad. */
    String triedValue() {
        return value("TRY_CAST");
    }

    private String value(String cast) {
        return switch (type) {
            case DECIMAL -> "COALESCE(" + cast + "(NULLIF(" + text + ", '') AS " + decimal() + "), DECIMAL '0')";
            case DOUBLE -> "COALESCE(" + cast + "(NULLIF(" + text + ", '') AS DOUBLE), DOUBLE '0') + DOUBLE '0'";
            case TIMESTAMP -> cast + "(" + instant() + " AS TIMESTAMP)";
            case STRING, DELIVERED -> "COALESCE(" + text + ", '')";
        };
    }

    /** The date and time of day without its zone, which is UTC, to the millisecond; NULL for an empty text. */
    private String instant() {
        return "NULLIF(replace(substr(" + text + ", 1, 19), 'T', ' ') || COALESCE(regexp_extract(" + text
                + ", '^.{19}(\\.[0-9]{1,3})', 1), ''), '')";
    }

    private static String decimal() {
        return "DECIMAL(" + DecimalEncoder.PRECISION + "," + DecimalEncoder.SCALE + ")";
    }

    /** Holds for texts whose value is exactly what they say, and for absent ones. */
    String isExact() {
        return switch (type) {
            case DECIMAL -> "(" + text + " = '' OR (" + isShort() + " AND " + isDecimal() + "))";
            case DOUBLE -> "(" + text + " = '' OR (" + isShort() + " AND " + isDouble() + "))";
            case TIMESTAMP ->
                "(" + text + " = '' OR (" + Sql.matches(text, INSTANT) + " AND TRY_CAST(" + instant()
                        + " AS TIMESTAMP) IS NOT NULL))";
            case STRING, DELIVERED -> text + " IS NOT NULL";
        };
    }

    private String isShort() {
        return "length(" + text + ") <= " + MOST_CHARACTERS;
    }

    /** At most ten decimals, trailing zeros aside, and the same in the wider decimal. */
    private String isDecimal() {
        String decimals = "length(COALESCE(regexp_extract(" + text + ", '\\.([0-9]*?)0*[eE]', 1), ''))";
        String exponent = "TRY_CAST(regexp_extract(" + text + ", '[eE][+]?(.*)$', 1) AS INTEGER)";
        return "(" + Sql.matches(text, PLAIN_NUMBER) + " OR (" + Sql.matches(text, SCIENTIFIC) + " AND " + decimals
                + " - " + exponent + " <= " + DecimalEncoder.SCALE + ")) AND TRY_CAST(" + text + " AS " + decimal()
                + ") = TRY_CAST(" + text + " AS " + WIDER + ")";
    }

    /** A finite double that is 0 only where all digits are, of a text with no more digits than name a double. */
    private String isDouble() {
        String mantissa = "regexp_replace(" + text + ", '[eE].*$|[-+.]', '')";
        String digits = "length(regexp_replace(" + mantissa + ", '^0+|0+$', ''))";
        return Sql.matches(text, ANY_NUMBER) + " AND " + digits + " <= " + MOST_DIGITS + " AND is_finite(TRY_CAST("
                + text + " AS DOUBLE)) AND (TRY_CAST(" + text + " AS DOUBLE) <> DOUBLE '0' OR " + digits + " = 0)";
    }
}
