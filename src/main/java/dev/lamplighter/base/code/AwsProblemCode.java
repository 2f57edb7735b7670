package dev.lamplighter.base.code;

/** Lists the codes of answers that are not from AWS, or not complete, and of rights that AWS refuses. */
public enum AwsProblemCode implements ProblemCode {
    NOT_AWS("AWS-001"),
    TOO_LONG("AWS-002"),
    GARBLED("AWS-003"),
    INCOMPLETE("AWS-004"),
    RIGHT_MISSING("AWS-035"),
    CREDENTIALS_UNUSABLE("AWS-036"),
    CALL_REFUSED("AWS-037"),
    NO_SUCH_RESOURCE("AWS-038");

    private final String text;

    AwsProblemCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
