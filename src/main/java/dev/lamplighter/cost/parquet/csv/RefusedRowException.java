package dev.lamplighter.cost.parquet.csv;

/** Ends a block's rows, from the tokeniser to where the block is told. */
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
