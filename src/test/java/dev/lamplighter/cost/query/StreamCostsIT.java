package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.sandbox.SandboxLake;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What single resources cost in each hour, on a real engine, against DuckDB's reading of the delivered files and by hand. */
final class StreamCostsIT {
    private static final Path SAMPLE =
            Path.of("src/test/resources/cur-samples/s1-versions").toAbsolutePath();
    private static final String VERSION = "/cur/hourly/20250201-20250301/20250318T031500Z/*.gz";
    private static final List<String> NUMBERS =
            List.of("running_hours", "machine_cost", "storage_cost", "address_cost", "transfer_cost");

    private final StateDatabase state = StateDatabase.inMemory();

    @AfterEach
    void close() {
        state.close();
    }

    private static Map<String, String> parameters(String month, String resources) {
        return Map.of("first_month", month, "last_month", month, "resources", resources);
    }

    private static String row(Map<String, String> row) {
        StringBuilder line = new StringBuilder(row.get("resource") + " " + row.get("interval_start") + " "
                + row.get("interval_end") + " " + row.get("currency_code"));
        NUMBERS.forEach(number -> line.append(' ').append(plain(row.getOrDefault(number, "0"))));
        return line.toString();
    }

    private static String plain(String number) {
        BigDecimal value = new BigDecimal(number);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    @Test
    void everyHourOfAMachineAndItsVolumeIsThatOfTheDeliveredFiles() throws Exception {
        LakePublishing at = new LakePublishing(SandboxLake.shared(), state.dataSource(), "streamhours", "hourly");
        at.deliver(SAMPLE);
        at.publish();

        List<String> answered =
                at.ask("stream-costs", parameters("2025-02", "'i-8f2db36e673e08a8d', 'vol-78d828e4afd942847'")).stream()
                        .map(StreamCostsIT::row)
                        .toList();

        assertThat(answered).hasSizeGreaterThan(500).containsExactlyInAnyOrderElementsOf(delivered());
    }

    /** All of this month's line items of the two are usage without commitments, so that they cost what is billed. */
    private static List<String> delivered() throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery("""
                        SELECT "lineItem/ResourceId", replace("lineItem/UsageStartDate", '.000Z', 'Z'),
                          replace("lineItem/UsageEndDate", '.000Z', 'Z'), "lineItem/CurrencyCode",
                          sum(CASE WHEN u LIKE '%Usage:t3.micro' THEN CAST("lineItem/UsageAmount" AS DECIMAL(24,10)) END),
                          sum(CASE WHEN u LIKE '%Usage:t3.micro' THEN c END), sum(CASE WHEN u LIKE '%EBS:%' THEN c END), 0,
                          sum(CASE WHEN u LIKE '%Bytes' THEN c END)
                        FROM (SELECT *, "lineItem/UsageType" AS u, CAST("lineItem/UnblendedCost" AS DECIMAL(24,10)) AS c
                          FROM read_csv('%s', all_varchar=true, header=true, union_by_name=true))
                        WHERE "lineItem/ResourceId" IN ('i-8f2db36e673e08a8d', 'vol-78d828e4afd942847')
                        GROUP BY 1, 2, 3, 4""".replace("'%s'", "'" + SAMPLE + VERSION + "'"))) {
            while (result.next()) {
                StringBuilder line = new StringBuilder(result.getString(1));
                for (int i = 2; i <= 4; i++) {
                    line.append(' ').append(result.getString(i));
                }
                for (int i = 5; i <= 9; i++) {
                    String number = result.getString(i);
                    line.append(' ').append(number == null ? "0" : plain(number));
                }
                rows.add(line.toString());
            }
        }
        return rows;
    }

    /** A plan's hour costs its effective 0.30, a reserved one 0.25, and neither negation nor discount is time that it ran. */
    @Test
    void hoursThatAPlanOrAReservationPaysCostWhatTheyAreWorthAndAddressesAreFoundByTheirArn() throws Exception {
        LakePublishing at = new LakePublishing(SandboxLake.shared(), state.dataSource(), "streamplans", "small");
        at.deliverSmall(
                "a1",
                "lineItem/UsageAccountId,lineItem/ProductCode,lineItem/UsageType,lineItem/LineItemType,lineItem/CurrencyCode,lineItem/ResourceId,"
                        + "lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/UsageAmount,lineItem/UnblendedCost,"
                        + "reservation/EffectiveCost,reservation/ReservationARN,savingsPlan/SavingsPlanEffectiveCost",
                ec2("BoxUsage:m5.large,SavingsPlanCoveredUsage", "i-1", "0.5,0.60,,,0.30"),
                ec2("BoxUsage:m5.large,SavingsPlanNegation", "i-1", "0.5,-0.60,,,"),
                ec2("EUC1-BoxUsage:m5.large,DiscountedUsage", "i-1", "0.25,0,0.25,ri,"),
                ec2("BoxUsage:m5.large,EdpDiscount", "i-1", "0.5,-0.01,,,"),
                ec2("EBSOptimized:m5.large,Usage", "i-1", "1,0.02,,,"),
                ec2("DataTransfer-Out-Bytes,Usage", "i-1", "7,0.09,,,"),
                ec2(
                        "USE1-PublicIPv4:InUseAddress,Usage",
                        "arn:aws:ec2:us-east-1:1:elastic-ip/eipalloc-1",
                        "1,0.005,,,"),
                ec2("PublicIPv4:InUseAddress,Usage", "arn:aws:ec2:us-east-1:1:network-interface/eni-1", "1,0.005,,,"),
                ec2(
                        "EUC1-ElasticIP:IdleAddress,Usage",
                        "arn:aws:ec2:eu-central-1:1:eip-allocation/eipalloc-2",
                        "1,0.005,,,"),
                ec2(
                        "EUC1-ElasticIP:IdleAddress,Usage",
                        "arn:aws:ec2:eu-central-1:1:eip-allocation/eipalloc-2",
                        "0.5,0.0025,,,"),
                ec2("BoxUsage:m5.large,Usage", "i-11", "1,99,,,"));
        at.publish();

        List<String> answered =
                at.ask("stream-costs", parameters("2026-09", "'i-1', 'eipalloc-1', 'eni-1', 'vol-1'")).stream()
                        .map(StreamCostsIT::row)
                        .toList();

        String hour = " 2026-09-06T09:00:00Z 2026-09-06T10:00:00Z USD ";
        assertThat(answered)
                .containsExactly(
                        "eipalloc-1" + hour + "0 0 0 0.005 0",
                        "eni-1" + hour + "0 0 0 0.005 0",
                        "i-1" + hour + "0.75 0.56 0 0 0.09"); // 0.30 + 0.25 - 0.01 + 0.02
        assertThat(at.ask("idle-addresses", "2026-09"))
                .extracting(row -> row.get("use") + " " + row.get("usage_type") + " "
                        + plain(row.getOrDefault("address_cost", "")) + " "
                        + plain(row.getOrDefault("address_hours", "")))
                .containsExactly(
                        "idle EUC1-ElasticIP:IdleAddress 0.0075 1.5",
                        "in use USE1-PublicIPv4:InUseAddress 0.005 1",
                        "in use PublicIPv4:InUseAddress 0.005 1");
    }

    private static String ec2(String usage, String resource, String amounts) {
        return "1,AmazonEC2," + usage + ",USD," + resource + ",2026-09-06T09:00:00Z,2026-09-06T10:00:00Z," + amounts;
    }
}
