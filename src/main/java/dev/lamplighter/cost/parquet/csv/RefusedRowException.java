package dev.lamplighter.cost.parquet.csv;

/** Carries the refusal of a row from the tokeniser to its block. */
final class RefusedRowException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RowFailure failure;

    RefusedRowException(RowFailure failure) {
        super(failure.what(), null, false, false);
        this.failure = failure;
    }

    RowFailure failure() {
        return failure;
    }
}
