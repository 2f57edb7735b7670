package dev.lamplighter.sandbox;

import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import dev.lamplighter.sandbox.cur.ReportVersion;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;

/** Delivers the sandbox's cost reports, to be watched once to their end or for as long as somebody looks; starts S3 and Trino. */
final class SandboxCosts {
    private final StandIns standIns;
    private final ReportDeliveries deliveries;
    private final YearMonth month;
    private Map<YearMonth, Delivery> first = Map.of();
    private int delivery;

    SandboxCosts(StandIns standIns, SandboxFolder folder, InstantSource clock) {
        this.standIns = standIns;
        standIns.lake().warmUp();
        deliveries = new ReportDeliveries(standIns.s3(), folder.path().resolve("deliveries"));
        month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** Delivers what lies in the bucket when the service starts. */
    void deliverFirst() {
        first = CostsEndToEndCheck.firstDeliveries(deliveries, month);
    }

    EndToEndResult watch(ServiceJmxClient view, Patience patience) throws Exception {
        try (var athena = standIns.athena()) {
            return new CostsEndToEndCheck(deliveries, view, new AthenaQuestion(athena), month).watch(first, patience);
        }
    }

    /** Two whole months, and one that grows by a day a delivery, as AWS delivers it, and begins again at its end. */
    void deliverNext() {
        if (delivery == 0) {
            deliver(month.minusMonths(2), ReportVersion.FULL_MONTH.invoiced());
            deliver(month.minusMonths(1), ReportVersion.FULL_MONTH.invoiced());
        }
        delivery++;
        int day = 1 + (delivery + 8) % 28;
        deliver(month, ReportVersion.monthToDate(day).redelivered(delivery));
    }

    private void deliver(YearMonth of, ReportVersion version) {
        deliveries.deliver(
                CostReportSpec.of("hourly", of).withBucket(StandIns.REPORTS).withVersion(version));
    }
}
