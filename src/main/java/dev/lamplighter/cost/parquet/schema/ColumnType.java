package dev.lamplighter.cost.parquet.schema;

/** Names the type of a published column. */
public enum ColumnType {
    STRING("string"),
    DECIMAL("decimal(24,10)"),
    DOUBLE("double"),
    TIMESTAMP("timestamp"),
    /** The type in a Parquet file of AWS, unchanged; see {@link PublishedColumn#hiveType()}. */
    DELIVERED("");

    private final String hiveType;

    ColumnType(String hiveType) {
        this.hiveType = hiveType;
    }

    /** Whether it is added up. */
    public boolean isNumber() {
        return this == DECIMAL || this == DOUBLE;
    }

    /** The type in DDL for Athena. */
    public String hiveType() {
        return hiveType;
    }
}
