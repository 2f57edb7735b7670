package dev.lamplighter.window.crontab.command;

/** A command that no window can do the same as. */
public final class NotTakenOverException extends Exception {
    private static final long serialVersionUID = 1;

    private final String fix;

    public NotTakenOverException(String why, String fix) {
        super(why);
        this.fix = fix;
    }

    public String why() {
        return String.valueOf(getMessage());
    }

    public String fix() {
        return fix;
    }
}
