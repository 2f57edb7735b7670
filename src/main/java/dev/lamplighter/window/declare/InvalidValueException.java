package dev.lamplighter.window.declare;

/** A value that can't be used; the reader of the file adds the place. */
final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String fix;

    InvalidValueException(String code, String why, String fix) {
        super(why);
        this.code = code;
        this.fix = fix;
    }

    String code() {
        return code;
    }

    String why() {
        return String.valueOf(getMessage());
    }

    String fix() {
        return fix;
    }
}
