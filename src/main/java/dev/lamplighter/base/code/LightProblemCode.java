package dev.lamplighter.base.code;

/** Lists the codes of the light: polls of EC2 and the panel. */
public enum LightProblemCode implements ProblemCode {
    THROTTLED("LIGHT-001"),
    NO_CREDENTIALS("LIGHT-002"),
    NOT_PERMITTED("LIGHT-003"),
    UNREACHABLE("LIGHT-004"),
    SERVICE_ERROR("LIGHT-005"),
    UNEXPECTED("LIGHT-006"),
    PAGE_TWICE("LIGHT-007"),
    PIXELS_DAMAGED("LIGHT-010"),
    PIXELS_INACCESSIBLE("LIGHT-011"),
    MORE_THAN_PIXELS("LIGHT-012"),
    PANEL_FAILED("LIGHT-013"),
    DRAWING_FAILED("LIGHT-014"),
    FRAME_FILE_UNREADABLE("LIGHT-030"),
    FRAME_VALUE_REFUSED("LIGHT-031"),
    NO_SERVICE_FOR_PANEL("LIGHT-032"),
    NOTHING_SHOWN("LIGHT-033"),
    PIN_OF_SEVERAL_INSTANCES("LIGHT-034"),
    NOT_ON_THE_PANEL("LIGHT-035"),
    ACCOUNT_REFUSED("LIGHT-036"),
    NOT_EC2("LIGHT-040");

    private final String text;

    LightProblemCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
