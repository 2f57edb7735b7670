package dev.lamplighter.sandbox.cur;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReportKeysTest {
    @Test
    void noTwoDeliveriesOfALivingMonthHaveOneAssemblyId() {
        Set<String> ids = new HashSet<>();
        for (int delivery = 0; delivery < 5000; delivery++) {
            ReportVersion version = ReportVersion.monthToDate(1 + delivery % 28).redelivered(delivery);
            CostReportSpec spec =
                    CostReportSpec.of("hourly", YearMonth.of(2026, 11)).withVersion(version);
            assertThat(ids.add(new ReportKeys(spec).assemblyId()))
                    .as("delivery " + delivery)
                    .isTrue();
        }
    }
}
