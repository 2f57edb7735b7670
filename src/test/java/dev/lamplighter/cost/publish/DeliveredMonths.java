package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.Gzip;
import dev.lamplighter.sandbox.SandboxLake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;

/** What AWS puts into the bucket of reports, version after version, and what each of them holds. */
final class DeliveredMonths {
    static final int FILES = 3;
    /** From this version on reports have a column more. */
    private static final int MORE_COLUMNS = 3;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    private final SandboxLake lake;
    private final String bucket;
    private final Path folder;
    private final Instant begin;
    private final Map<String, List<Version>> versions = new TreeMap<>();
    private int delivered;

    DeliveredMonths(SandboxLake lake, String bucket, Instant begin) {
        this.lake = lake;
        this.bucket = bucket;
        folder = lake.bucket(bucket);
        this.begin = begin;
    }

    /**
     * One delivery.
     *
     * @param seen rows, distinct ids and cost, as a reader of the whole version sees them
     */
    record Version(String assemblyId, String seen) {}

    /** Another version of a month, each with other rows and other costs than all before. */
    Version deliver(String month) throws IOException {
        int number = ++delivered;
        String assembly = "a" + number;
        YearMonth first = YearMonth.parse(month);
        String start = first.atDay(1).format(DAY);
        String end = first.plusMonths(1).atDay(1).format(DAY);
        String period = PublishingProcess.SOURCE_PREFIX + PublishingProcess.REPORT + "/" + start + "-" + end + "/";
        BadReport report = new BadReport(PublishingProcess.REPORT);
        report.json().put("assemblyId", assembly).putObject("billingPeriod");
        report.json()
                .withObject("billingPeriod")
                .put("start", start + "T000000.000Z")
                .put("end", end + "T000000.000Z");
        String more = number < MORE_COLUMNS ? "" : "x";
        if (!more.isEmpty()) {
            report.json()
                    .withArray("columns")
                    .addObject()
                    .put("category", "resourceTags")
                    .put("name", "user:more");
        }
        report.keys().removeAll();
        int rows = 5 + number % 4;
        for (int file = 1; file <= FILES; file++) {
            String key = period + assembly + "/hourly-" + file + ".csv.gz";
            put(key, Gzip.of(csv(number, file, rows, more)));
            report.keys().add(key);
        }
        String manifest = period + PublishingProcess.REPORT + "-Manifest.json";
        put(manifest, report.json().toString().getBytes(StandardCharsets.UTF_8));
        // S3 tells seconds; deliveries of a month are hours apart
        Files.setLastModifiedTime(folder.resolve(manifest), FileTime.from(begin.plusSeconds(60L * number)));
        BigDecimal cost = cost(number).multiply(BigDecimal.valueOf((long) FILES * rows));
        Version version = new Version(assembly, FILES * rows + " " + FILES * rows + " " + plain(cost));
        versions.computeIfAbsent(month, none -> new ArrayList<>()).add(version);
        return version;
    }

    private static String csv(int number, int file, int rows, String more) {
        StringBuilder csv = new StringBuilder(BadReport.HEADER.strip())
                .append(more.isEmpty() ? "" : ",resourceTags/user:more")
                .append('\n');
        for (int row = 0; row < rows; row++) {
            csv.append("v%d-%d-%d,Usage,2025-02-01T00:00:00Z,%s,web".formatted(number, file, row, cost(number)))
                    .append(more.isEmpty() ? "" : "," + more)
                    .append('\n');
        }
        return csv.toString();
    }

    private static BigDecimal cost(int number) {
        return BigDecimal.valueOf(number).add(new BigDecimal("0.0000000001"));
    }

    static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private void put(String key, byte[] content) {
        lake.s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    /** Of a month, the oldest first. */
    List<Version> versions(String month) {
        return List.copyOf(versions.getOrDefault(month, List.of()));
    }

    List<String> months() {
        return List.copyOf(versions.keySet());
    }

    Version latest(String month) {
        List<Version> all = versions(month);
        return all.get(all.size() - 1);
    }
}
