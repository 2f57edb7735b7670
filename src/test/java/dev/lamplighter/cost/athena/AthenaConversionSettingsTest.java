package dev.lamplighter.cost.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.Settings;
import dev.lamplighter.cost.parquet.schema.NumberType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who converts, as it is set. */
final class AthenaConversionSettingsTest {
    private static AthenaConversionSettings of(Map<String, String> values) {
        return AthenaConversionSettings.of(new Settings(values, Path.of(".")));
    }

    @Test
    void withoutSettingsThisMachineConverts() {
        assertThat(of(Map.of()))
                .isEqualTo(new AthenaConversionSettings(
                        ConversionEngine.LOCAL, 53_687_091_200L, 1_099_511_627_776L, NumberType.DECIMAL));
    }

    @Test
    void sizesHaveAUnit() {
        assertThat(of(Map.of("cost.convert.engine", "auto", "cost.convert.athena-above", "500 mb"))
                        .athenaAbove())
                .isEqualTo(524_288_000);
        assertThatThrownBy(() -> of(Map.of("cost.athena.max-scan", "50")))
                .hasMessageContaining("cost.athena.max-scan")
                .hasMessageContaining("50GB");
        assertThatThrownBy(() -> of(Map.of("cost.athena.max-scan", "8388608TB")))
                .hasMessageContaining("8,388,608 TB");
        assertThatThrownBy(() -> of(Map.of("cost.convert.engine", "spark")))
                .hasMessageContaining("cost.convert.engine");
    }

    @Test
    void bytesAndDollarsAreToldInWords() {
        assertThat(AthenaConversionSettings.words(1000)).isEqualTo("1000 bytes");
        assertThat(AthenaConversionSettings.words(53_687_091_200L)).isEqualTo("50.0 GB");
        assertThat(AthenaConversionSettings.words(1_099_511_627_776L)).isEqualTo("1.0 TB");
        assertThat(AthenaConversionSettings.dollars(1_099_511_627_776L, BigDecimal.valueOf(5)))
                .isEqualTo("5.00");
        assertThat(AthenaConversionSettings.dollars(1, BigDecimal.valueOf(5))).isEqualTo("0.01");
    }
}
