package dev.lamplighter.cost.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CostPublishSettingsTest {
    private final Map<String, String> values = new HashMap<>(Map.of(
            "cost.enabled", "true",
            "cost.source", "s3://billing/cur",
            "cost.report-name", "hourly",
            "cost.target", "s3://lake/costs",
            "cost.athena.database", "billing",
            "cost.athena.output", "s3://lake/results"));

    @Test
    void oneReportHasTheTableThatIsNamed() {
        CostPublishSettings settings = CostPublishSettings.of(settings());

        assertThat(settings.table("hourly")).isEqualTo("cost_and_usage");
        assertThat(settings.tableFolder("hourly")).isEqualTo("costs/cost_and_usage/");
        assertThat(settings.athena().output()).isEqualTo("s3://lake/results/");
    }

    @Test
    void severalReportsHaveATableEach() {
        values.put("cost.report-name", "hourly, Daily-EU");

        assertThat(CostPublishSettings.of(settings()).tables())
                .containsExactly(
                        Map.entry("hourly", "cost_and_usage_hourly"), Map.entry("Daily-EU", "cost_and_usage_daily_eu"));
    }

    @Test
    void reportsThatWouldShareATableAreRefused() {
        values.put("cost.report-name", "daily-eu, daily_eu");

        assertThatThrownBy(() -> CostPublishSettings.of(settings()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("another report has the table cost_and_usage_daily_eu");
    }

    @Test
    void namesThatCanNotBeQuotedAreRefused() {
        values.put("cost.athena.database", "billing; DROP");

        assertThatThrownBy(() -> CostPublishSettings.of(settings()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cost.athena.database");
    }

    @Test
    void aTargetThatAthenaCanNotReadIsRefused() {
        values.put("cost.target", "file:///lake");

        assertThatThrownBy(() -> CostPublishSettings.of(settings()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Athena reads tables from S3 only");
    }

    @Test
    void theOldTimeoutOfQueriesHoldsWhileItIsWrittenAndTheLonger() {
        values.put("cost.athena.timeout", "5m");
        assertThat(CostPublishSettings.of(settings()).athena().timeout()).isEqualTo(Duration.ofMinutes(5));
        values.put("cost.query.timeout", "20m");
        assertThat(CostPublishSettings.of(settings()).athena().timeout()).isEqualTo(Duration.ofMinutes(20));
        values.put("cost.query.timeout", "1m");
        assertThat(CostPublishSettings.of(settings()).athena().timeout()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void theArchiveIsTheTargetsBucketAndNoBucketWhileCostsAreOff() {
        assertThat(CostPublishSettings.archiveBucket(settings())).isEqualTo("lake");
        assertThat(CostPublishSettings.archiveBucket(new Settings(Map.of(), Path.of("."))))
                .isEqualTo("costs-are-off");
    }

    private Settings settings() {
        return new Settings(values, Path.of("."));
    }

    @Test
    void aViewTakesNoNameOfAnotherTableOrView() {
        AthenaSettings athena = new AthenaSettings(
                "billing", true, "primary", "s3://results/", Duration.ofMinutes(10), Duration.ofSeconds(1));
        StoreAddress lake = new StoreAddress("s3://lake", "");
        Map<String, String> tables = Map.of("cur", "t_cur", "cur-costs", "t_cur_costs");

        CostPublishSettings several = new CostPublishSettings(lake, lake, tables, "", athena);
        assertThat(several.costView("cur")).isEqualTo("t_cur_costs_view");
        assertThat(several.costView("cur-costs")).isEqualTo("t_cur_costs_costs");
        assertThat(new CostPublishSettings(lake, lake, Map.of("cur", "t"), "t_costs", athena).costView("cur"))
                .isEqualTo("t_costs_view");
    }
}
