package dev.lamplighter.window.crontab.command;

/** Holds a token of a shell's command line: a word, or an operator between commands. */
sealed interface Token permits Token.Operator, Word {
    String text();

    /** {@code &&}, {@code ||}, {@code ;}, {@code &}, {@code |}, {@code (} or {@code )}. */
    record Operator(String text) implements Token {}

    static boolean isOperator(Token token, String text) {
        return token instanceof Operator && token.text().equals(text);
    }
}
