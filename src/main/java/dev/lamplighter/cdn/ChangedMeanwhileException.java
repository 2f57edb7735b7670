package dev.lamplighter.cdn;

/** Says that somebody else has changed the distribution since it was read, so that nothing was changed. */
public final class ChangedMeanwhileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChangedMeanwhileException(Throwable cause) {
        super("the distribution was changed since it was read", cause);
    }
}
