package dev.lamplighter.cost.athena;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrinoToHiveTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "varchar | string",
                "varchar(10) | string",
                "decimal(24, 10) | decimal(24,10)",
                "timestamp(3) | timestamp",
                "double | double",
                "real | float",
                "integer | int",
                "bigint | bigint",
                "boolean | boolean",
                "map(varchar, varchar) | map<string,string>",
                "map(varchar, double) | map<string,double>",
                "array(map(varchar, decimal(4, 2))) | array<map<string,decimal(4,2)>>",
                "row(a bigint, b row(c varchar)) | struct<a:bigint,b:struct<c:string>>",
            })
    void saysWhatHiveSays(String trino, String hive) {
        assertThat(TrinoToHiveType.toHive(trino)).isEqualTo(hive);
    }
}
