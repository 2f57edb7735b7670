package dev.lamplighter.base;

/** What lies in the file of the state makes no sense; the message says why. */
final class DamagedFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    DamagedFileException(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
