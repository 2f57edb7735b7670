package dev.lamplighter.base;

/** What lies in the file of the state makes no sense; the message says why. */
final class DamagedFileException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedFileException(String why) {
        super(why);
    }
}
