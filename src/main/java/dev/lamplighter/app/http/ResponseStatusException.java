package dev.lamplighter.app.http;

/** Ends a request with an HTTP status and a short reason. */
final class ResponseStatusException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    ResponseStatusException(int status, String why) {
        super(why);
        this.status = status;
    }

    int status() {
        return status;
    }
}
