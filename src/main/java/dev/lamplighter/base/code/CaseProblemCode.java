package dev.lamplighter.base.code;

/** Lists the codes of the cases beside the routes. */
public enum CaseProblemCode implements ProblemCode {
    FILE_UNREADABLE("CASE-001"),
    KEY_OR_VALUE_REFUSED("CASE-002"),
    NO_ROUTE_OR_NO_CASE("CASE-003"),
    OTHER_CALL("CASE-004"),
    CALL_MISSING("CASE-005"),
    OTHER_MESSAGE("CASE-006"),
    OTHER_LOG("CASE-007"),
    OTHER_END("CASE-008"),
    NO_END("CASE-009");

    private final String text;

    CaseProblemCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
