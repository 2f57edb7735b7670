package dev.lamplighter.base.code;

/** Codes of what comes back in the place of an answer of AWS. */
public enum AwsCode implements ProblemCode {
    NOT_AWS("AWS-001"),
    TOO_LONG("AWS-002"),
    GARBLED("AWS-003"),
    INCOMPLETE("AWS-004");

    private final String text;

    AwsCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
