package dev.lamplighter.cost.athena.convert;

/** Says why Athena can't be trusted with a version; the message is for people. */
public final class NotForAthenaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotForAthenaException(String why) {
        super(why, null, false, false);
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
