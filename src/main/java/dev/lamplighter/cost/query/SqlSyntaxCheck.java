package dev.lamplighter.cost.query;

import dev.lamplighter.base.Suggestion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds syntax errors in a query without asking Athena: unclosed quotes and parentheses, a second statement, misspelt
 * keywords, and clauses in the wrong order. It refuses only what can't be SQL; Athena reports everything else.
 */
final class SqlSyntaxCheck {
    private static final Map<String, Integer> CLAUSES =
            Map.of("SELECT", 0, "FROM", 1, "WHERE", 2, "GROUP", 3, "HAVING", 4, "ORDER", 6, "LIMIT", 8);

    private static final Set<String> BEGINNINGS = Set.of("SELECT", "WITH");
    private static final Set<String> BEFORE_BY = Set.of("GROUP", "ORDER", "PARTITION");
    private static final Set<String> MISSPELT_BETWEEN =
            Set.of("SELECT", "FROM", "WHERE", "HAVING", "LIMIT", "JOIN", "UNION", "AND");

    /** Keywords, which are not names between two other words, or may stand beside a name. */
    private static final Set<String> KEYWORDS = Set.of(
            ("ALL AND ANY ARRAY AS ASC AT BERNOULLI BETWEEN BY CASE CAST CROSS CUBE CURRENT CURRENT_DATE CURRENT_TIME"
                            + " CURRENT_TIMESTAMP DATE DAY DESC DISTINCT DOUBLE ELSE END ESCAPE EXCEPT EXCLUDE EXISTS EXTRACT"
                            + " FALSE FETCH FILTER FIRST FOLLOWING FOR FROM FULL GROUP GROUPING GROUPS HAVING HOUR IF IGNORE IN"
                            + " INNER INTERSECT INTERVAL INTO IS JOIN LAST LATERAL LEFT LIKE LIMIT LOCALTIME MAP MATERIALIZED"
                            + " MINUTE MONTH NATURAL NEXT NO NOT NULL NULLS OF OFFSET ON ONLY OR ORDER ORDINALITY OTHERS OUTER"
                            + " OVER OVERFLOW PARTITION POSITION PRECEDING PRECISION RANGE RECURSIVE RESPECT RIGHT ROLLUP ROW"
                            + " ROWS SECOND SELECT SET SETS SOME SYSTEM TABLE TABLESAMPLE THEN TIES TIME TIMESTAMP TO TRUE"
                            + " TRY_CAST UESCAPE UNBOUNDED UNION UNNEST USING VALUES VARCHAR VERSION WHEN WHERE WINDOW WITH"
                            + " WITHIN WITHOUT YEAR ZONE")
                    .split(" "));

    private final String sql;
    private final List<SqlToken> tokens;

    private SqlSyntaxCheck(String sql) {
        this.sql = sql;
        this.tokens = SqlToken.of(sql);
    }

    /** @throws InvalidQueryException at the first mistake */
    static void check(String sql) {
        SqlSyntaxCheck check = new SqlSyntaxCheck(sql);
        if (check.tokens.isEmpty()) {
            return;
        }
        check.requireBalance();
        check.requireOneStatement();
        check.requireBeginning();
        if (BEGINNINGS.contains(check.tokens.get(0).upper())
                && check.tokens.stream().noneMatch(token -> token.is("MATCH_RECOGNIZE"))) {
            check.requireSpelling();
            check.requireOrder();
        }
    }

    private void requireBalance() {
        Deque<SqlToken> open = new ArrayDeque<>();
        for (SqlToken token : tokens) {
            if (token.is("(") || token.is("[")) {
                open.push(token);
            } else if (token.is(")") || token.is("]")) {
                String opening = token.is(")") ? "(" : "[";
                if (open.isEmpty() || !open.pop().is(opening)) {
                    throw at(token, "the " + token.text() + " here closes nothing", "remove it, or open it before");
                }
            }
        }
        if (!open.isEmpty()) {
            throw at(open.getLast(), "the " + open.getLast().text() + " here is never closed", "close it");
        }
    }

    private void requireOneStatement() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is(";")) {
                throw at(
                        tokens.get(i + 1),
                        "a second statement begins after the semicolon",
                        "put it into a file of its own; a query is one statement");
            }
        }
    }

    private void requireBeginning() {
        SqlToken first = tokens.get(0);
        if (first.kind() == SqlToken.Kind.WORD && !BEGINNINGS.contains(first.upper()) && tokens.size() > 1) {
            near(first, BEGINNINGS).ifPresent(word -> {
                throw misspelt(first, word);
            });
        }
    }

    private void requireSpelling() {
        for (int i = 1; i + 1 < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.kind() != SqlToken.Kind.WORD || KEYWORDS.contains(token.upper())) {
                continue;
            }
            SqlToken next = tokens.get(i + 1);
            Optional<String> word = next.is("BY")
                    ? near(token, BEFORE_BY)
                    : isBetweenOperands(i, next) ? near(token, MISSPELT_BETWEEN) : Optional.empty();
            word.ifPresent(meant -> {
                throw misspelt(token, meant);
            });
        }
    }

    /** Whether a name stands between two others: an operand takes one name, its alias, and no second. */
    private boolean isBetweenOperands(int i, SqlToken next) {
        boolean isOperandNext = next.kind() == SqlToken.Kind.LITERAL || isName(next);
        return isOperandNext && endsOperand(i - 1);
    }

    private boolean endsOperand(int i) {
        SqlToken token = tokens.get(i);
        boolean isStarOfColumns =
                token.is("*") && i > 0 && (BEGINNINGS.contains(tokens.get(i - 1).upper()) || isSign(i - 1, ",", "."));
        return token.kind() == SqlToken.Kind.LITERAL || isName(token) || token.is(")") || isStarOfColumns;
    }

    private boolean isSign(int i, String one, String other) {
        return tokens.get(i).is(one) || tokens.get(i).is(other);
    }

    private static boolean isName(SqlToken token) {
        return token.kind() == SqlToken.Kind.QUOTED
                || (token.kind() == SqlToken.Kind.WORD && !KEYWORDS.contains(token.upper()));
    }

    /** Checks the order of clauses within each SELECT; each level of parentheses has its own. */
    private void requireOrder() {
        Deque<Clauses> levels = new ArrayDeque<>();
        levels.push(new Clauses());
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.is("(")) {
                levels.push(new Clauses());
            } else if (token.is(")")) {
                levels.pop();
            } else if (token.kind() == SqlToken.Kind.WORD && isClause(i)) {
                levels.getFirst().add(token);
            }
        }
    }

    private boolean isClause(int i) {
        String word = tokens.get(i).upper();
        boolean isAfterDot = i > 0 && tokens.get(i - 1).is(".");
        if (!CLAUSES.containsKey(word) || isAfterDot) {
            return false;
        }
        return switch (word) {
            case "GROUP", "ORDER" -> i + 1 < tokens.size() && tokens.get(i + 1).is("BY");
            case "FROM" -> i == 0 || !tokens.get(i - 1).is("DISTINCT"); // IS DISTINCT FROM
            default -> true;
        };
    }

    /** The clauses of the SELECT that was begun last on a level. */
    private final class Clauses {
        private final Set<String> seen = new HashSet<>();
        private String last = "";

        void add(SqlToken token) {
            String word = token.upper();
            if (word.equals("SELECT")) {
                seen.clear();
            } else if (!seen.contains("SELECT")) {
                return; // as in extract(day FROM x) and filter (WHERE x)
            } else if (seen.contains(word)) {
                throw at(token, "a second " + word + " in one SELECT", "join the two");
            } else if (CLAUSES.getOrDefault(last, 0) > CLAUSES.getOrDefault(word, 0)) {
                throw at(token, word + " stands behind " + last, "write " + word + " before " + last);
            }
            seen.add(word);
            last = word;
        }
    }

    /** The keyword that a word, which is none, was probably meant to be. */
    private static Optional<String> near(SqlToken written, Set<String> words) {
        int most = written.text().length() < 4 ? 1 : 2;
        return Suggestion.nearest(written.text(), words, most);
    }

    private InvalidQueryException misspelt(SqlToken token, String word) {
        return at(token, token.text() + " is no keyword", "did you mean " + word + "?");
    }

    private InvalidQueryException at(SqlToken token, String why, String fix) {
        return new InvalidQueryException(SqlToken.place(sql, token.at()), why, fix);
    }
}
