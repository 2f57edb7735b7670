package dev.lamplighter.window.crontab.command;

import java.util.ArrayList;
import java.util.List;

/** Walks the tokens of a command line from beginning to end. */
final class TokenCursor {
    private final List<Token> tokens;
    private int at;

    TokenCursor(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    boolean isAtEnd() {
        return at >= tokens.size();
    }

    boolean isOperator(String text) {
        return !isAtEnd() && Token.isOperator(tokens.get(at), text);
    }

    /** Whether the next token is this operator or brace. */
    boolean isAt(String text) {
        return isOperator(text) || (!isAtEnd() && isBare(tokens.get(at), text) && text.matches("[{}]"));
    }

    /** Skips this operator or brace if it is the next token; returns whether it was. */
    boolean takes(String text) {
        boolean isThere = isAt(text);
        at += isThere ? 1 : 0;
        return isThere;
    }

    boolean isPipe(int position) {
        return position < tokens.size() && Token.isOperator(tokens.get(position), "|");
    }

    /** The index after the command, or after the group in parentheses or braces, that begins at {@code from}. */
    int elementEnd(int from) {
        int depth = 0;
        int end = from;
        for (; end < tokens.size(); end++) {
            Token token = tokens.get(end);
            boolean isGroup = depth > 0 || end == from;
            boolean opens = Token.isOperator(token, "(") || (isGroup && isBare(token, "{"));
            boolean closes = Token.isOperator(token, ")") || isBare(token, "}");
            depth += opens ? 1 : closes ? -1 : 0;
            if (depth < 0 || (depth == 0 && token instanceof Token.Operator && !closes)) {
                break;
            }
        }
        return end;
    }

    private static boolean isBare(Token token, String text) {
        return token instanceof Word word && !word.quoted() && word.text().equals(text);
    }

    /**
     * The words of a command.
     *
     * @throws UnsupportedCommandException if there are none, or if an operator is among them
     */
    List<Word> words(int from, int end) throws UnsupportedCommandException {
        List<Word> words = new ArrayList<>();
        for (Token token : tokens.subList(from, end)) {
            if (!(token instanceof Word word)) {
                throw unreadable();
            }
            words.add(word);
        }
        if (words.isEmpty()) {
            throw unreadable();
        }
        return words;
    }

    UnsupportedCommandException unreadable() {
        String near = isAtEnd() ? "its end" : tokens.get(at).text();
        return new UnsupportedCommandException("a shell can't read it at " + near, "correct the command");
    }

    String shown(int from, int end) {
        return shown(tokens.subList(from, end));
    }

    /** The tokens as text, without quotes. */
    static String shown(List<? extends Token> some) {
        StringBuilder text = new StringBuilder();
        for (Token token : some) {
            text.append(text.isEmpty() ? "" : " ").append(token instanceof Word word ? word.shown() : token.text());
        }
        return text.toString();
    }
}
