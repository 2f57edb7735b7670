package dev.lamplighter.cost.query;

/** Says why the text of a file is no query, where, and what to do about it. */
final class InvalidQueryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String fix;
    private final String place;

    /** @param place {@code :line:column}, or nothing for the file as a whole */
    InvalidQueryException(String place, String why, String fix) {
        super(why);
        this.place = place;
        this.fix = fix;
    }

    InvalidQueryException(String why, String fix) {
        this("", why, fix);
    }

    String place() {
        return place;
    }

    String fix() {
        return fix;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
