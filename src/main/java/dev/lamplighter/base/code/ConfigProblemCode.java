package dev.lamplighter.base.code;

/** Lists the codes of the settings, of the state on the disk, and of the interfaces to the running service. */
public enum ConfigProblemCode implements ProblemCode {
    NO_VALUE("CONFIG-001"),
    VALUE_REFUSED("CONFIG-002"),
    UNKNOWN_KEY("CONFIG-003"),
    NO_HOME("CONFIG-010"),
    PROPERTIES_UNREADABLE("CONFIG-011"),
    NO_REGION("CONFIG-012"),
    STATE_IN_USE("CONFIG-013"),
    STATE_NOT_OPENED("CONFIG-014"),
    SERVICE_UNREACHABLE("CONFIG-015"),
    NO_HTTP_TOKEN("CONFIG-016"),
    HTTP_PORT_TAKEN("CONFIG-017"),
    WALL_CLOCK_TIMER("CONFIG-020"),
    SYSTEMD_NOT_TOLD("CONFIG-021"),
    NOT_UTF8("CONFIG-023"),
    KEY_TWICE("CONFIG-024"),
    LINE_UNREADABLE("CONFIG-025"),
    WRITABLE_BY_OTHERS("CONFIG-026"),
    AREA_NOT_BEGUN("CONFIG-027"),
    STATE_GONE("CONFIG-030"),
    STATE_DAMAGED("CONFIG-031"),
    STATE_OLDER("CONFIG-032"),
    STATE_NOT_WRITABLE("CONFIG-033"),
    DATABASE_TROUBLE("CONFIG-034"),
    NO_SUCH_VERB("CONFIG-035"),
    VERB_VALUE_REFUSED("CONFIG-036"),
    NO_SOCKET("CONFIG-037"),
    STATE_READABLE_BY_OTHERS("CONFIG-038"),
    NO_SERVICE("CONFIG-039"),
    OLD_KEY("CONFIG-040"),
    LINE_DOUBTFUL("CONFIG-041"),
    FILE_FAILED("CONFIG-042"),
    OTHER_COPY_ACTS("CONFIG-050"),
    STATE_NOT_MOVED("CONFIG-051"),
    SHARED_STATE_UNREACHABLE("CONFIG-052"),
    CLOCK_OFF("CONFIG-073"),
    DISK_LOW("CONFIG-074"),
    DEVICE_UNUSABLE("CONFIG-075"),
    OTHER_USER("CONFIG-076"),
    FILE_EXISTS("CONFIG-077");

    private final String text;

    ConfigProblemCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
