package dev.lamplighter.base.code;

/** Lists the codes of CloudFront. */
public enum CdnProblemCode implements ProblemCode {
    BAD_REQUEST("CDN-021"),
    SEVERAL_ORIGINS("CDN-022"),
    NO_SUCH_ORIGIN("CDN-023"),
    CALL_FAILED("CDN-024"),
    CHANGED_MEANWHILE("CDN-025"),
    NO_ANSWER_FROM_ROUTE("CDN-026");

    private final String text;

    CdnProblemCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
