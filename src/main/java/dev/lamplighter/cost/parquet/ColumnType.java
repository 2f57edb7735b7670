package dev.lamplighter.cost.parquet;

/** The three types of a published column. */
public enum ColumnType {
    STRING("string"),
    DECIMAL("decimal(24,10)"),
    TIMESTAMP("timestamp");

    private final String hiveType;

    ColumnType(String hiveType) {
        this.hiveType = hiveType;
    }

    /** As DDL for Athena writes it. */
    public String hiveType() {
        return hiveType;
    }
}
