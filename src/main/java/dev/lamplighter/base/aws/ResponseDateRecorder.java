package dev.lamplighter.base.aws;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Records the {@code Date} header of AWS's answers, including refusals, for every client that it is added to. An answer
 * without AWS's request id may come from a proxy or a captive portal, and the date of one that took long is inexact; neither
 * is recorded. Thread-safe.
 */
public final class ResponseDateRecorder implements ExecutionInterceptor {
    private static final List<String> REQUEST_IDS = List.of("x-amzn-requestid", "x-amz-request-id");
    /** The longest call whose date is recorded. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final ExecutionAttribute<Long> SENT_AT = new ExecutionAttribute<>("LamplighterSentAt");

    private final LongSupplier nanoTime;
    private volatile List<ServerTimeSample> latest = List.of();

    /** @param nanoTime a monotonic clock, as {@link System#nanoTime()} */
    public ResponseDateRecorder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The last two dates, the older one first. */
    public List<ServerTimeSample> latest() {
        return latest;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        attributes.putAttribute(SENT_AT, nanoTime.getAsLong());
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        long now = nanoTime.getAsLong();
        Long sentAt = attributes.getAttribute(SENT_AT);
        if (sentAt != null && now - sentAt <= LONGEST.toNanos() && isOfAws(context.httpResponse())) {
            date(context.httpResponse()).ifPresent(date -> keep(new ServerTimeSample(date, now)));
        }
    }

    private synchronized void keep(ServerTimeSample date) {
        latest = Stream.concat(latest.stream(), Stream.of(date))
                .skip(Math.max(0, latest.size() - 1))
                .toList();
    }

    private static boolean isOfAws(SdkHttpResponse response) {
        return REQUEST_IDS.stream()
                .flatMap(name -> response.firstMatchingHeader(name).stream())
                .anyMatch(id -> !id.isBlank());
    }

    private static Optional<Instant> date(SdkHttpResponse response) {
        try {
            return response.firstMatchingHeader("Date")
                    .map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
