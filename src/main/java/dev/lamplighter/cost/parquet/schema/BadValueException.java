package dev.lamplighter.cost.parquet.schema;

import dev.lamplighter.base.code.CostCode;

/**
 * Says that a field's text has no value of its column's type. The message says why without repeating the text, which may be
 * confidential.
 */
public final class BadValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final CostCode code;
    private final String what;

    BadValueException(CostCode code, String what, String why) {
        super(why, null, false, false);
        this.code = code;
        this.what = what;
    }

    public CostCode code() {
        return code;
    }

    public String what() {
        return what;
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
