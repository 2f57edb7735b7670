package dev.lamplighter.sandbox.athena;

import com.fasterxml.jackson.databind.JsonNode;

/** Says that Trino refused a statement or gave it up. The message is Trino's own: {@code line 1:15: Table ... does not exist}. */
final class TrinoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String type;

    TrinoFailure(String name, String type, String message) {
        super(message);
        this.name = name;
        this.type = type;
    }

    /** From the {@code error} of an answer, as io.trino.client.QueryError is written. */
    static TrinoFailure of(JsonNode error) {
        return new TrinoFailure(
                error.path("errorName").asText("GENERIC_INTERNAL_ERROR"),
                error.path("errorType").asText("INTERNAL_ERROR"),
                error.path("message").asText(""));
    }

    /** Trino's name of the error, as in {@code TABLE_NOT_FOUND}. */
    String name() {
        return name;
    }

    boolean isUserError() {
        return type.equals("USER_ERROR");
    }
}
