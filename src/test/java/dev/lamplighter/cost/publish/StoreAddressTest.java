package dev.lamplighter.cost.publish;

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
}
