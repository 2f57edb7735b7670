package dev.lamplighter.window.crontab.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Splits a command line into words and operators as a POSIX shell does. Comments and redirections are left out. What a shell
 * would have to run first, such as {@code $(...)}, is refused.
 */
final class ShellLexer {
    private static final Pattern REDIRECTION = Pattern.compile("&>>?|>>|>\\||>&|<<<|<&|<>|>|<");
    private static final Pattern OPERATOR = Pattern.compile("&&|\\|\\||\\|&|;;|[;&|()\\n]");
    private static final Pattern PROCESS = Pattern.compile("[<>]\\(|<<-?(?!<)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*|[0-9?$@*#!-]");
    /** A command that only prints the time. */
    private static final Pattern DATE = Pattern.compile("\\s*(/\\w+)*/?date(\\s[^;&|`$()<>]*)?");

    private final String line;
    private int at;

    private ShellLexer(String line) {
        this.line = Word.withoutMarks(line);
    }

    static List<Token> tokens(String line) throws UnsupportedCommandException {
        ShellLexer lexer = new ShellLexer(line);
        List<Token> tokens = new ArrayList<>();
        while (lexer.skipBlanks()) {
            lexer.next(tokens);
        }
        return tokens;
    }

    /** Skips blanks; returns false at the end of the line or at a comment. */
    private boolean skipBlanks() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at < line.length() && line.charAt(at) != '#';
    }

    private void next(List<Token> tokens) throws UnsupportedCommandException {
        if (looking(PROCESS) != null) {
            throw new UnsupportedCommandException(
                    "a window gives a command no text of its own", "write the call to EC2 in a line of its own");
        }
        String redirection = looking(REDIRECTION);
        if (redirection != null) {
            at += redirection.length();
            if (skipBlanks()) {
                word();
            }
            return;
        }
        String operator = looking(OPERATOR);
        if (operator != null) {
            at += operator.length();
            tokens.add(new Token.Operator(
                    operator.equals("\n") || operator.equals(";;") ? ";" : operator.equals("|&") ? "|" : operator));
            return;
        }
        Word word = word();
        boolean isDescriptor = !word.quoted()
                && word.text().matches("\\d+")
                && at < line.length()
                && "<>".indexOf(line.charAt(at)) >= 0;
        if (!isDescriptor) {
            tokens.add(word);
        }
    }

    private @Nullable String looking(Pattern pattern) {
        Matcher matcher = pattern.matcher(line).region(at, line.length());
        return matcher.lookingAt() ? matcher.group() : null;
    }

    private Word word() throws UnsupportedCommandException {
        StringBuilder text = new StringBuilder();
        List<String> variables = new ArrayList<>();
        boolean quoted = "'\"\\".indexOf(line.charAt(at)) >= 0;
        while (at < line.length() && " \t\n;&|<>()".indexOf(line.charAt(at)) < 0) {
            char c = line.charAt(at);
            if (c == '\'') {
                int end = closing('\'', at + 1);
                text.append(line, at + 1, end);
                at = end + 1;
            } else if (c == '"') {
                at++;
                doubleQuoted(text, variables);
            } else if (c == '\\' && at + 1 < line.length()) {
                text.append(line.charAt(at + 1));
                at += 2;
            } else if (c == '$' || c == '`') {
                replaced(text, variables, Word.UNQUOTED);
            } else {
                text.append(c);
                at++;
            }
        }
        return new Word(text.toString(), quoted, variables);
    }

    private void doubleQuoted(StringBuilder text, List<String> variables) throws UnsupportedCommandException {
        while (at < line.length() && line.charAt(at) != '"') {
            char c = line.charAt(at);
            if (c == '\\' && at + 1 < line.length() && "$`\"\\".indexOf(line.charAt(at + 1)) >= 0) {
                text.append(line.charAt(at + 1));
                at += 2;
            } else if (c == '$' || c == '`') {
                replaced(text, variables, Word.QUOTED);
            } else {
                text.append(c);
                at++;
            }
        }
        if (at == line.length()) {
            throw unclosed("\"");
        }
        at++;
    }

    /** Reads what begins at a {@code $} or a backtick. */
    private void replaced(StringBuilder text, List<String> variables, char mark) throws UnsupportedCommandException {
        if (line.charAt(at) == '`') {
            int end = closing('`', at + 1);
            variables.add("(" + timeOnly(line.substring(at + 1, end)) + ")");
            text.append(mark);
            at = end + 1;
        } else if (line.startsWith("$(", at)) {
            int end = closingParenthesis(at + 2);
            variables.add("(" + timeOnly(line.substring(at + 2, end)) + ")");
            text.append(mark);
            at = end + 1;
        } else if (line.startsWith("${", at)) {
            int end = closing('}', at + 2);
            String name = line.substring(at + 2, end);
            variables.add(name.matches("\\w+") ? name : "{" + name + "}");
            text.append(mark);
            at = end + 1;
        } else {
            at++;
            String name = looking(NAME);
            if (name == null) {
                text.append('$');
            } else {
                variables.add(name);
                text.append(mark);
                at += name.length();
            }
        }
    }

    private static String timeOnly(String command) throws UnsupportedCommandException {
        if (DATE.matcher(command).matches()) {
            return command.strip();
        }
        throw new UnsupportedCommandException(
                "the result of $(...) or `...` is known only when the line runs",
                "write the result itself if it is always the same");
    }

    private int closing(char end, int from) throws UnsupportedCommandException {
        int found = line.indexOf(end, from);
        if (found < 0) {
            throw unclosed(String.valueOf(end));
        }
        return found;
    }

    private int closingParenthesis(int from) throws UnsupportedCommandException {
        int depth = 1;
        for (int i = from; i < line.length(); i++) {
            depth += line.charAt(i) == '(' ? 1 : line.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw unclosed(")");
    }

    private static UnsupportedCommandException unclosed(String end) {
        return new UnsupportedCommandException("a " + end + " is missing at its end", "close what the line opens");
    }
}
