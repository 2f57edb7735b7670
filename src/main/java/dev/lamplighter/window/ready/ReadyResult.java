package dev.lamplighter.window.ready;

/**
 * Holds the result of a ready check.
 *
 * @param passed whether the page answered as it should
 * @param reason what it answered, or that it has not
 */
public record ReadyResult(boolean passed, String reason) {
    static ReadyResult no(String reason) {
        return new ReadyResult(false, reason);
    }
}
