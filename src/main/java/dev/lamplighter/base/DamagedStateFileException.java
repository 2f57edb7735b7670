package dev.lamplighter.base;

/** Says that the file of the state is damaged; the message says how. */
final class DamagedStateFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    DamagedStateFileException(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
