package dev.lamplighter.window.ready;

/**
 * What is known about a check.
 *
 * @param passed whether the page answered as it should
 * @param reason what it answered, or that it has not
 */
public record ReadyAnswer(boolean passed, String reason) {
    static ReadyAnswer no(String reason) {
        return new ReadyAnswer(false, reason);
    }
}
