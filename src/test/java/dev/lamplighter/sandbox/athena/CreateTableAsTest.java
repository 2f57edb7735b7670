package dev.lamplighter.sandbox.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class CreateTableAsTest {
    private static final String FOLDER = "s3://results/tables/1/";

    @Test
    void saysWhereTheFilesGoWhenTheStatementDoesNot() {
        assertThat(CreateTableAs.of("CREATE TABLE t AS SELECT ')' AS x", FOLDER).sql())
                .isEqualTo("CREATE TABLE t WITH (external_location = '" + FOLDER + "') AS SELECT ')' AS x");
        assertThat(CreateTableAs.of("-- new\ncreate table if not exists a.t with (format='ORC') as select 1", FOLDER)
                        .sql())
                .isEqualTo("-- new\ncreate table if not exists a.t with (external_location = '" + FOLDER
                        + "', format='ORC') as select 1");
    }

    @Test
    void leavesTheLocationThatIsNamed() {
        String sql = "CREATE TABLE t WITH (external_location = 's3://mine/(1)/', format = 'PARQUET') AS SELECT 1";

        assertThat(CreateTableAs.of(sql, FOLDER)).isEqualTo(new CreateTableAs(sql, Map.of()));
    }

    @Test
    void turnsACompressionIntoASessionProperty() {
        CreateTableAs statement = CreateTableAs.of(
                "CREATE TABLE t WITH (format = 'PARQUET', external_location = 's3://mine/', write_compression = 'zstd') "
                        + "AS SELECT write_compression = 'x' FROM u",
                FOLDER);

        assertThat(statement.sql())
                .isEqualTo("CREATE TABLE t WITH (format = 'PARQUET', external_location = 's3://mine/') "
                        + "AS SELECT write_compression = 'x' FROM u");
        assertThat(statement.session()).isEqualTo(Map.of("compression_codec", "ZSTD"));
    }

    @Test
    void leavesEveryOtherStatement() {
        String sql = "INSERT INTO t SELECT 'CREATE TABLE x AS'";

        assertThat(CreateTableAs.of(sql, FOLDER).sql()).isEqualTo(sql);
    }
}
