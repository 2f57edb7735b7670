package dev.lamplighter.sandbox.cur;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Says where the objects of one version lie (AWS: "Understanding your Cost and Usage Report versions"). */
final class ReportKeys {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter ASSEMBLY = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
    private static final int HOURS_BETWEEN_DELIVERIES = 8;

    private final CostReportSpec spec;

    ReportKeys(CostReportSpec spec) {
        this.spec = spec;
    }

    /** A timestamp that grows with every version today, a UUID in 2018. */
    String assemblyId() {
        return switch (spec.format().style()) {
            case OF_TODAY -> ASSEMBLY.format(deliveredAt());
            case OF_2018 -> assemblyUuid().toString();
        };
    }

    /** {@code cur/hourly/20250201-20250301}. */
    String periodFolder() {
        String first = DAY.format(spec.billingMonth().atDay(1));
        String next = DAY.format(spec.billingMonth().plusMonths(1).atDay(1));
        String prefix = spec.prefix().isEmpty() ? "" : spec.prefix() + "/";
        return prefix + spec.reportName() + "/" + first + "-" + next;
    }

    /** Where this version's own files are. */
    String versionFolder() {
        return switch (spec.format().layout()) {
            case CREATE_NEW -> periodFolder() + "/" + assemblyId();
            case OVERWRITE -> periodFolder();
        };
    }

    List<String> dataFiles() {
        List<String> keys = new ArrayList<>();
        for (int number = 1; number <= spec.files(); number++) {
            keys.add(versionFolder() + "/" + csvName(number) + "."
                    + spec.format().compression().extension());
        }
        return keys;
    }

    /** {@code hourly-00001.csv}: a data file without its packing. */
    String csvName(int number) {
        return spec.reportName() + spec.format().style().fileNumber(number) + ".csv";
    }

    String redshiftManifest() {
        return versionFolder() + "/" + spec.reportName() + "-RedshiftManifest.json";
    }

    String redshiftCommands() {
        return versionFolder() + "/" + spec.reportName() + "-RedshiftCommands.sql";
    }

    /** In the order they are written; the last one tells that the version is there. */
    List<String> manifests() {
        String top = periodFolder() + "/" + manifestName();
        return switch (spec.format().layout()) {
            case CREATE_NEW -> List.of(versionFolder() + "/" + manifestName(), top);
            case OVERWRITE -> List.of(top);
        };
    }

    private String manifestName() {
        return spec.reportName() + "-Manifest.json";
    }

    /**
     * The night after the last day that is in; invoices come on the 6th, late refunds on the 18th. The seconds keep apart what days
     * and hours would bring to the same moment.
     */
    private LocalDateTime deliveredAt() {
        ReportVersion version = spec.version();
        int lastDay = Math.min(version.untilDay(), spec.billingMonth().lengthOfMonth());
        int waiting = version.lateRefund() ? 17 : version.isFinal() ? 5 : 0;
        return spec.billingMonth()
                .atDay(lastDay)
                .plusDays(1 + waiting)
                .atTime(3, 15)
                .plusHours((long) HOURS_BETWEEN_DELIVERIES * version.redelivery())
                .plusSeconds(version.redelivery());
    }

    private UUID assemblyUuid() {
        Seed seed = new Seed(spec.seed()).and(periodFolder()).and(ASSEMBLY.format(deliveredAt()));
        long high = (seed.and("high").value() & ~0xF000L) | 0x4000L;
        long low = (seed.and("low").value() & ~(0xCL << 60)) | (0x8L << 60);
        return new UUID(high, low);
    }
}
