package dev.lamplighter.cost.parquet;

/** A field's text has no value of its column's type. Says why without repeating the text, which may be confidential. */
final class BadValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String what;

    BadValueException(String code, String what, String why) {
        super(why, null, false, false);
        this.code = code;
        this.what = what;
    }

    String code() {
        return code;
    }

    String what() {
        return what;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
