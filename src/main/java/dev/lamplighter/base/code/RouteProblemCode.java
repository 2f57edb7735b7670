package dev.lamplighter.base.code;

/** Lists the codes of the route files, of the routes in them, and of a reload. */
public enum RouteProblemCode implements ProblemCode {
    FILE_UNREADABLE("ROUTE-001"),
    UNKNOWN_WORD("ROUTE-002"),
    UNKNOWN_OPTION("ROUTE-003"),
    UNKNOWN_COMPONENT("ROUTE-004"),
    NO_SETTING("ROUTE-005"),
    UNKNOWN_NAME("ROUTE-006"),
    NAME_TAKEN("ROUTE-007"),
    FILE_EMPTY("ROUTE-008"),
    VALUE_REFUSED("ROUTE-009"),
    TEMPLATE_REFUSED("ROUTE-010"),
    NOBODY_LISTENS("ROUTE-011"),
    FOLDER_UNREADABLE("ROUTE-012"),
    NO_ID("ROUTE-013"),
    NO_CONFIGURATION("ROUTE-014"),
    OTHER_NAME("ROUTE-015"),
    FILE_INACCESSIBLE("ROUTE-016"),
    ROUTE_FAILS("ROUTE-017"),
    CANT_DO_ITS_WORK("ROUTE-018"),
    SHIPPED_IN_PLACE("ROUTE-019"),
    EARLIER_CONFIGURATION("ROUTE-020"),
    EARLIER_CALL("ROUTE-021"),
    RELOAD_REFUSED("ROUTE-022"),
    BEANS_NOT_RELOADED("ROUTE-023"),
    NOT_TAKEN("ROUTE-024"),
    NOT_TAKEN_YET("ROUTE-025"),
    EARLIER_HEADER("ROUTE-026"),
    ROUTE_REFUSED("ROUTE-099");

    private final String text;

    RouteProblemCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
