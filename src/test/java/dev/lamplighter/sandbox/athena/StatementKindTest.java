package dev.lamplighter.sandbox.athena;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatementKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1                                             | QUERY",
                "-- CREATE DATABASE x; with a select                  | QUERY",
                "/* why */ with t as (select 1) select * from t       | QUERY",
                "(SELECT 1) UNION (SELECT 2)                          | QUERY",
                "insert into t values (1)                             | WRITE",
                "CREATE TABLE a.b AS SELECT 1                         | WRITE",
                "create table if not exists \"a b\" with (format='ORC') as select 1 | WRITE",
                "CREATE TABLE t (a int) LOCATION 's3://b/t'           | HIVE_DDL",
                "CREATE EXTERNAL TABLE t (a int)                      | HIVE_DDL",
                "create schema x                                      | HIVE_DDL",
                "ALTER TABLE t ADD PARTITION (a='1')                  | HIVE_DDL",
                "MSCK REPAIR TABLE t                                  | HIVE_DDL",
                "DROP TABLE IF EXISTS t                               | HIVE_DDL",
                "SHOW PARTITIONS t                                    | HIVE_SHOW",
                "show create table t                                  | HIVE_SHOW",
                "DESC t                                               | HIVE_SHOW",
                "CREATE OR REPLACE VIEW v AS SELECT 1                 | VIEW",
                "DROP VIEW v                                          | VIEW",
                "SHOW CREATE VIEW v                                   | ENGINE_SHOW",
                "EXPLAIN SELECT 1                                     | ENGINE_SHOW"
            })
    void knowsAStatementByItsFirstWords(String sql, StatementKind kind) {
        assertThat(StatementKind.of(sql)).isEqualTo(kind);
    }
}
