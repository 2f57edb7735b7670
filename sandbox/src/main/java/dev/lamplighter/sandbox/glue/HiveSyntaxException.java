package dev.lamplighter.sandbox.glue;

/** Says why the Hive grammar refuses a text; the message begins with {@code line l:c}, columns counted from 1. */
public final class HiveSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HiveSyntaxException(int line, int column, String what) {
        super("line " + line + ":" + column + ": " + what);
    }
}
