package dev.lamplighter.base.code;

/** Lists the codes of answers that are not from AWS, or not complete. */
public enum AwsProblemCode implements ProblemCode {
    NOT_AWS("AWS-001"),
    TOO_LONG("AWS-002"),
    GARBLED("AWS-003"),
    INCOMPLETE("AWS-004");

    private final String text;

    AwsProblemCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
