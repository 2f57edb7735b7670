package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;

/** Says why a value can't be used; the reader of the file adds the place. */
final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final WindowProblemCode code;
    private final String fix;

    InvalidValueException(WindowProblemCode code, String why, String fix) {
        super(why);
        this.code = code;
        this.fix = fix;
    }

    WindowProblemCode code() {
        return code;
    }

    String why() {
        return String.valueOf(getMessage());
    }

    String fix() {
        return fix;
    }
}
