package dev.lamplighter.cost.athena;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Holds the settings for Athena.
 *
 * @param createsDatabase whether a missing database is created
 * @param output where Athena writes results, {@code s3://bucket/prefix/}
 * @param timeout after which a statement is stopped
 * @param pollDelay between two checks of a running statement
 * @param pricePerTb in USD, of what is scanned
 */
public record AthenaSettings(
        String database,
        boolean createsDatabase,
        String workgroup,
        String output,
        Duration timeout,
        Duration pollDelay,
        BigDecimal pricePerTb) {
    private static final BigDecimal PRICE = BigDecimal.valueOf(5);

    private static final String OLD_TIMEOUT = "cost.query.timeout";

    public static AthenaSettings of(Settings settings) {
        return new AthenaSettings(
                HiveName.of("cost.athena.database", settings.text("cost.athena.database")),
                settings.flag("cost.athena.create-database", false),
                settings.text("cost.athena.workgroup", "primary"),
                output(settings.text("cost.athena.output")),
                timeout(settings),
                settings.duration(
                        "cost.athena.poll-delay", Duration.ofSeconds(1), Duration.ofMillis(10), Duration.ofHours(1)),
                price(settings));
    }

    /** Holds settings with the price of us-east-1. */
    public AthenaSettings(
            String database,
            boolean createsDatabase,
            String workgroup,
            String output,
            Duration timeout,
            Duration pollDelay) {
        this(database, createsDatabase, workgroup, output, timeout, pollDelay, PRICE);
    }

    /** The price of a TB that is scanned, in USD. */
    public static BigDecimal price(Settings settings) {
        double price = settings.number("cost.athena.price-per-tb", PRICE.doubleValue(), 0, 1000);
        return new BigDecimal(BigDecimal.valueOf(price).stripTrailingZeros().toPlainString());
    }

    /**
     * The time limit: the longer one of {@code cost.athena.timeout} and the older key {@value #OLD_TIMEOUT}, if that is set.
     */
    public static Duration timeout(Settings settings) {
        Duration timeout = timeout(settings, "cost.athena.timeout");
        return settings.optional(OLD_TIMEOUT)
                .map(written -> timeout(settings, OLD_TIMEOUT))
                .filter(old -> old.compareTo(timeout) > 0)
                .orElse(timeout);
    }

    private static Duration timeout(Settings settings, String key) {
        return settings.duration(key, Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofDays(1));
    }

    private static String output(String text) {
        StoreAddress location = StoreAddress.of("cost.athena.output", text);
        if (!location.isS3()) {
            throw new ProblemException(new Problem(
                    ConfigProblemCode.VALUE_REFUSED,
                    "cost.athena.output",
                    "got \"" + text + "\"",
                    "Athena writes results to S3 only",
                    "write s3://bucket/prefix/"));
        }
        return location.toString();
    }
}
