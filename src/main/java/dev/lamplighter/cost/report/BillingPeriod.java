package dev.lamplighter.cost.report;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;

/**
 * Holds the half-open interval [start, end) that a report is about, as its manifest gives it; never derived from row dates.
 *
 * @param start first instant, UTC
 * @param end first instant after it, UTC
 */
public record BillingPeriod(Instant start, Instant end) {
    /** AWS writes {@code 20250201T000000.000Z}; tools that process manifests write {@code 2025-02-01T00:00:00Z}. */
    private static final DateTimeFormatter MANIFEST_INSTANT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss[.SSS]'Z'").withResolverStyle(ResolverStyle.STRICT);

    public BillingPeriod {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("billing period must end after it starts, got " + start + " to " + end);
        }
    }

    /**
     * The period of a manifest; throws {@link IllegalArgumentException} if either text doesn't have the form of a manifest.
     */
    public static BillingPeriod ofManifest(String start, String end) {
        return new BillingPeriod(parse(start), parse(end));
    }

    /** The period of a calendar month. */
    static BillingPeriod of(YearMonth month) {
        return new BillingPeriod(start(month), start(month.plusMonths(1)));
    }

    /** {@code YYYY-MM} of the start: the value of the partition key {@code billing_period}. */
    public String month() {
        return YearMonth.from(start.atOffset(ZoneOffset.UTC)).toString();
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant parse(String text) {
        try {
            return LocalDateTime.parse(text.replaceAll("[-:]", ""), MANIFEST_INSTANT)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not an instant of the form 20250201T000000.000Z: " + text, e);
        }
    }
}
