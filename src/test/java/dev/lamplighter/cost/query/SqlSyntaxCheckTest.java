package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in a query without asking Athena, and above all what is left alone. */
final class SqlSyntaxCheckTest {
    static List<Path> shipped() throws IOException {
        try (Stream<Path> queries = Files.walk(Path.of("queries"));
                Stream<Path> seeds = Files.walk(Path.of("src/test/resources"))) {
            return Stream.concat(queries, seeds)
                    .filter(file -> file.toString().endsWith(".sql"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void findsNothingInWhatRuns(Path file) throws IOException {
        for (String statement : Files.readString(file).split(";\\s*\\n", -1)) {
            assertThatCode(() -> SqlSyntaxCheck.check(statement)).as(statement).doesNotThrowAnyException();
        }
    }

    /** Each is right in Trino 435. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a, form, t FROM x",
                "SELECT a form FROM x",
                "SELECT a * form t FROM x",
                "SELECT t.form, t.wher FROM t",
                "SELECT a FROM t wher (a, b) WHERE a = 1",
                "SELECT * FROM a CROSS JOIN UNNEST(map_keys(tags), map_values(tags)) WITH ORDINALITY AS u (k, v, n)",
                "SELECT tags['user:team'], element_at(tags, 'x'), m[1][2] FROM t",
                "SELECT date_trunc('month', ts), transform(a, x -> x + 1), reduce(a, 0, (s, x) -> s + x, s -> s) FROM t GROUP BY 1",
                "SELECT try_cast(a AS decimal(24, 10)), cast(b AS timestamp with time zone), CAST(c AS double precision) FROM t",
                "SELECT extract(day FROM ts), trim(BOTH ' ' FROM a), substring(a FROM 1 FOR 2) FROM t WHERE a IS DISTINCT FROM b",
                "SELECT sum(a) FILTER (WHERE b > 0) OVER (PARTITION BY c ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM t",
                "SELECT listagg(a, ', ') WITHIN GROUP (ORDER BY a) FROM t GROUP BY b ORDER BY b LIMIT 10",
                "SELECT a FROM t ORDER BY a NULLS LAST OFFSET 5 LIMIT 10",
                "WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a WHERE x > 0) SELECT x FROM b UNION ALL SELECT x FROM a WHERE x < 9",
                "(SELECT a FROM t ORDER BY 1) UNION (SELECT b FROM t)",
                "SELECT 'it''s -- no comment; (', \"a\"\"b(\" FROM t -- ' (\n/* ' ( ; */",
                "SELECT a FROM ${database}.${table} WHERE m >= '${first_month}' GROUP BY ${tag_column}, a",
                "SELECT DATE '2026-01-01' + INTERVAL '1' DAY, 1.5E3, .5, current_date - interval '7' day FROM t TABLESAMPLE BERNOULLI (10)",
                "SELECT a FROM t GROUP BY GROUPING SETS ((a), (b)), ROLLUP (c) HAVING count(*) > 1",
                "SELECT CASE WHEN a THEN 1 ELSE 2 END limt FROM t;",
                "SHOW CREATE TABLE t",
                "VALUES (1, 'a'), (2, 'b')",
                "SELECT a FROM t FOR TIMESTAMP AS OF (current_timestamp - interval '1' day)",
                "SELECT a FROM t NATURAL JOIN u LEFT JOIN v USING (k)",
                "SELECT if(a, b, c) AS union_of FROM t WHERE form IN (SELECT form FROM u)",
                "SELECT row_number() OVER w FROM t WINDOW w AS (ORDER BY a)"
            })
    void findsNothingInWhatIsRight(String sql) {
        assertThatCode(() -> SqlSyntaxCheck.check(sql)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELCT a FROM t | :1:1 | SELCT is no keyword | did you mean SELECT?",
                "wiht a AS (SELECT 1) SELECT * FROM a | :1:1 | wiht is no keyword | did you mean WITH?",
                "SELECT a FORM t | :1:10 | FORM is no keyword | did you mean FROM?",
                "SELECT * FORM t | :1:10 | FORM is no keyword | did you mean FROM?",
                "SELECT count(*) FORM t | :1:17 | FORM is no keyword | did you mean FROM?",
                "SELECT a FROM t WHER a = 1 | :1:17 | WHER is no keyword | did you mean WHERE?",
                "SELECT a FROM t WHERE a = 1 ADN b = 2 | :1:29 | ADN is no keyword | did you mean AND?",
                "SELECT a FROM t GRUOP BY 1 | :1:17 | GRUOP is no keyword | did you mean GROUP?",
                "SELECT a FROM t ODER BY 1 | :1:17 | ODER is no keyword | did you mean ORDER?",
                "SELECT a FROM t GROUP BY 1 HAVNG sum(b) > 1 | :1:28 | HAVNG is no keyword | did you mean HAVING?",
                "SELECT a FROM t LIMT 10 | :1:17 | LIMT is no keyword | did you mean LIMIT?",
                "SELECT a FROM t JION u ON t.k = u.k | :1:17 | JION is no keyword | did you mean JOIN?",
                "SELECT a FROM t GROUP BY 1 WHERE a = 1 | :1:28 | WHERE stands behind GROUP | write WHERE before GROUP",
                "SELECT a FROM t LIMIT 1 ORDER BY 1 | :1:25 | ORDER stands behind LIMIT | write ORDER before LIMIT",
                "SELECT a FROM t WHERE a = 1 WHERE b = 2 | :1:29 | a second WHERE in one SELECT | join the two",
                "SELECT (a FROM t | :1:8 | the ( here is never closed | close it",
                "SELECT a) FROM t | :1:9 | the ) here closes nothing | remove it, or open it before",
                "SELECT a[1) FROM t | :1:11 | the ) here closes nothing | remove it, or open it before",
                "SELECT 1; SELECT 2 | :1:11 | a second statement begins after the semicolon | put it into a file of its own; a query is one statement",
                "SELECT \"a FROM t | :1:8 | the \" here is never closed | close it",
                "SELECT a /* FROM t | :1:10 | the /* here is never closed | close it",
            })
    void saysWhatIsWrongAndWhere(String sql, String place, String why, String fix) {
        InvalidQueryException wrong =
                catchThrowableOfType(InvalidQueryException.class, () -> SqlSyntaxCheck.check(sql));

        assertThat(wrong).as(sql).isNotNull();
        assertThat(List.of(wrong.place(), wrong.why(), wrong.fix())).isEqualTo(List.of(place, why, fix));
    }

    @Test
    void countsLinesAndFindsAQuoteThatIsNeverClosed() {
        InvalidQueryException wrong = catchThrowableOfType(
                InvalidQueryException.class, () -> SqlSyntaxCheck.check("-- it's a comment\nSELECT a\n  , 'b FROM t"));

        assertThat(wrong.place()).isEqualTo(":3:5");
        assertThat(wrong.why()).isEqualTo("the ' here is never closed");
    }
}
