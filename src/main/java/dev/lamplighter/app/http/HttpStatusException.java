package dev.lamplighter.app.http;

/** A request that is answered with a status alone and a word why. */
final class HttpStatusException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    HttpStatusException(int status, String why) {
        super(why);
        this.status = status;
    }

    int status() {
        return status;
    }
}
