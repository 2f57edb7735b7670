package dev.lamplighter.base.code;

/** Lists the codes of the sandbox and its stand-ins. */
public enum SandboxProblemCode implements ProblemCode {
    FOLDER_IN_USE("SANDBOX-001"),
    NO_STAND_INS("SANDBOX-002"),
    NO_S3_JAR("SANDBOX-010"),
    S3_NOT_STARTED("SANDBOX-011"),
    S3_UNUSABLE("SANDBOX-012"),
    NO_TRINO_JARS("SANDBOX-020"),
    TRINO_NOT_STARTED("SANDBOX-021");

    private final String text;

    SandboxProblemCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
