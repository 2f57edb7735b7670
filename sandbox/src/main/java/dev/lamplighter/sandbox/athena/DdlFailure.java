package dev.lamplighter.sandbox.athena;

import software.amazon.awssdk.services.glue.model.GlueException;

/** Says why a DDL statement can't be carried out; the message is what Athena gives as StateChangeReason. */
final class DdlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String TASK =
            "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ";

    private DdlFailure(String message) {
        super(message);
    }

    static DdlFailure semantic(String what) {
        return new DdlFailure("FAILED: SemanticException " + what);
    }

    static DdlFailure task(String what) {
        return new DdlFailure(TASK + what);
    }

    static DdlFailure of(GlueException refusal) {
        return task(refusal.getClass().getSimpleName() + "(message:" + refusal.getMessage() + ")");
    }

    static DdlFailure unsupported(String what) {
        return new DdlFailure("FAILED: Queries of this type are not supported: " + what);
    }
}
