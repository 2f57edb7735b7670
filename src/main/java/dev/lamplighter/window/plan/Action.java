package dev.lamplighter.window.plan;

/** What a decision asks for. */
public enum Action {
    START,
    ASSOCIATE,
    STOP,
    /** Something is under way, or it is too early for the next call; look again. */
    WAIT,
    /** A person has to look; no call would help. */
    ALERT,
    /** All is as it should be. */
    NONE;

    /** Whether carrying it out changes something in EC2. */
    public boolean isMutating() {
        return switch (this) {
            case START, ASSOCIATE, STOP -> true;
            case WAIT, ALERT, NONE -> false;
        };
    }
}
