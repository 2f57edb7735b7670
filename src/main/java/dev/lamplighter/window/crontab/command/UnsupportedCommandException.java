package dev.lamplighter.window.crontab.command;

/** Says that no window can do what a command does, and why. */
public final class UnsupportedCommandException extends Exception {
    private static final long serialVersionUID = 1;

    private final String fix;

    public UnsupportedCommandException(String why, String fix) {
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
