package dev.lamplighter.sandbox.glue;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ExpressionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StatementContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StringLitContext;
import org.jspecify.annotations.Nullable;

/** Reads Hive DDL by Spark's ANTLR grammar, and gives the texts of its leaves. Nothing of Spark runs but the parser. */
public final class HiveGrammar {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|[0-3][0-7]{2}|.)", Pattern.DOTALL);

    private HiveGrammar() {}

    /**
     * One statement, with or without its semicolon.
     *
     * @throws HiveSyntaxException at the first thing the grammar does not know
     */
    public static StatementContext statement(String sql) {
        StatementContext statement = parse(sql, SqlBaseParser::singleStatement).statement();
        if (statement == null) {
            throw new HiveSyntaxException(1, 1, "SET and RESET are not statements of Athena");
        }
        return statement;
    }

    /** A condition over partition keys, as in Glue's GetPartitions. */
    public static ExpressionContext condition(String text) {
        return parse(text, SqlBaseParser::singleExpression).namedExpression().expression();
    }

    /** A name as the catalog keeps it: lower case, without backticks. */
    public static String name(ParseTree identifier) {
        return identifier.getText().replace("`", "").toLowerCase(Locale.ROOT);
    }

    /** The text between the quotes, with Hive's escapes ({@code \t}, {@code \001}, {@code \u0001}) resolved. */
    public static String text(StringLitContext literal) {
        StringBuilder text = new StringBuilder();
        literal.singleStringLit().forEach(part -> text.append(unquoted(part.getText())));
        return text.toString();
    }

    private static String unquoted(String quoted) {
        String inner = quoted.substring(1, quoted.length() - 1);
        return ESCAPE.matcher(inner).replaceAll(match -> Matcher.quoteReplacement(resolved(match.group(1))));
    }

    private static String resolved(String escape) {
        if (escape.length() == 5) {
            return String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
        }
        if (escape.length() == 3) {
            return String.valueOf((char) Integer.parseInt(escape, 8));
        }
        return switch (escape) {
            case "t" -> "\t";
            case "n" -> "\n";
            case "r" -> "\r";
            case "b" -> "\b";
            case "0" -> "\0";
            default -> escape;
        };
    }

    /** The text a part of a statement was parsed from. */
    public static String source(ParserRuleContext part) {
        return part.getStart()
                .getInputStream()
                .getText(Interval.of(
                        part.getStart().getStartIndex(), part.getStop().getStopIndex()));
    }

    /** Where something stands, for a refusal that only the meaning gives reason for. */
    public static HiveSyntaxException refusal(ParserRuleContext at, String what) {
        return new HiveSyntaxException(at.getStart().getLine(), at.getStart().getCharPositionInLine() + 1, what);
    }

    private static <T> T parse(String sql, Function<SqlBaseParser, T> rule) {
        SqlBaseLexer lexer = new SqlBaseLexer(new KeywordCaseStream(CharStreams.fromString(sql)));
        lexer.removeErrorListeners();
        lexer.addErrorListener(Refusal.LISTENER);
        SqlBaseParser parser = new SqlBaseParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(Refusal.LISTENER);
        return rule.apply(parser);
    }

    private static final class Refusal extends BaseErrorListener {
        static final Refusal LISTENER = new Refusal();

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object symbol,
                int line,
                int column,
                String message,
                @Nullable RecognitionException cause) {
            // The list of what would have been allowed runs to hundreds of keywords.
            throw new HiveSyntaxException(line, column + 1, message.replaceFirst("(?s) expecting \\{.*", ""));
        }
    }
}
