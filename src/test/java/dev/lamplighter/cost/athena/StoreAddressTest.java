package dev.lamplighter.cost.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreAddressTest {
    @ParameterizedTest
    @CsvSource({
        "s3://billing,            s3://billing,     ''",
        "s3://billing/,           s3://billing,     ''",
        "s3://billing/cur,        s3://billing,     cur/",
        "s3://billing/cur//,      s3://billing,     cur//",
        "s3://billing//cur/,      s3://billing,     /cur/",
        "file:///var/reports/,    file:///var/reports, ''",
        "file:/var/reports,       file:///var/reports, ''",
    })
    void keepsAPrefixAsItIsWritten(String text, String root, String prefix) {
        assertThat(StoreAddress.of("cost.source", text)).isEqualTo(new StoreAddress(root, prefix));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"billing/cur", "s3://B!/x", "s3://billing/${sysenv.HOME}/", "s3://billing/a/../b", "http://x/"})
    void refusesWhatIsNoPlace(String text) {
        assertThatThrownBy(() -> StoreAddress.of("cost.source", text))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("CONFIG-002  cost.source");
    }

    /** AWS: "Bucket names must be between 3 (min) and 63 (max) characters long." */
    @ParameterizedTest
    @ValueSource(strings = {"s3://ab/x", "s3:///x", "s3://", "s3://My-Bucket/x", "s3://my_bucket"})
    void saysWhatABucketsNameIs(String text) {
        assertThatThrownBy(() -> StoreAddress.of("cost.source", text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a bucket's name has 3 to 63 characters");
    }
}
