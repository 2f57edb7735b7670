package dev.lamplighter.base.code;

/** Lists the codes of messages to people. */
public enum AlertProblemCode implements ProblemCode {
    MAIL_NOT_SENT("ALERT-001"),
    WEBHOOK_NOT_SENT("ALERT-002"),
    GIVEN_UP("ALERT-003"),
    NO_PLACE("ALERT-004"),
    ROUTE_MISSING("ALERT-005"),
    HEARTBEAT_NOT_TAKEN("ALERT-006");

    private final String text;

    AlertProblemCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
