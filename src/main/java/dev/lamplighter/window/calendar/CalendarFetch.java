package dev.lamplighter.window.calendar;

import dev.lamplighter.base.HttpBodyPrefix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Fetches a calendar from a URL, with limits on time, size and redirects. */
final class CalendarFetch {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MOST_REDIRECTS = 5;
    private static final int NOT_MODIFIED = 304;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final InstantSource clock;
    private final Duration limit;
    private @Nullable HttpClient http;

    /**
     * Makes a fetcher.
     *
     * @param limit the time limit for an answer, including all redirects
     */
    CalendarFetch(InstantSource clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /**
     * The calendar as its server has it now, or {@code known} with a new time if the server says that it is unchanged.
     *
     * @throws IOException with a message for people if no usable calendar was received
     */
    CalendarCopy fetch(RemoteCalendar source, Optional<CalendarCopy> known) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        URI url = source.url();
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<byte[]> answer = answer(url, known, Duration.ofNanos(end - System.nanoTime()));
            if (answer.statusCode() == NOT_MODIFIED && known.isPresent()) {
                return known.get().checkedAt(now());
            }
            if (!REDIRECTS.contains(answer.statusCode())) {
                return copy(source, answer);
            }
            url = target(url, answer);
        }
        throw new IOException("it redirects more than " + MOST_REDIRECTS + " times");
    }

    private CalendarCopy copy(RemoteCalendar source, HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("it answers " + answer.statusCode());
        }
        Instant now = now();
        CalendarCopy copy =
                new CalendarCopy(now, now, header(answer, "ETag"), header(answer, "Last-Modified"), answer.body());
        CalendarReading reading = source.read(copy, now);
        if (reading.days().equals(CalendarDays.NONE) && !reading.problems().isEmpty()) {
            String why = reading.problems().get(0).why();
            throw new IOException("its answer can't be used: " + why.replace(CalendarFiles.CONSEQUENCE, ""));
        }
        return copy;
    }

    private HttpResponse<byte[]> answer(URI url, Optional<CalendarCopy> known, Duration left)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left)
                .header("Accept", "text/calendar, text/csv;q=0.9, */*;q=0.1")
                .header("User-Agent", "Lamplighter");
        known.map(CalendarCopy::etag)
                .filter(tag -> !tag.isEmpty())
                .ifPresent(tag -> request.header("If-None-Match", tag));
        known.map(CalendarCopy::lastModified)
                .filter(date -> !date.isEmpty())
                .ifPresent(date -> request.header("If-Modified-Since", date));
        CompletableFuture<HttpResponse<byte[]>> answer = client().sendAsync(
                        request.build(),
                        response -> BodySubscribers.mapping(
                                new HttpBodyPrefix(CalendarFiles.LARGEST_BYTES + 1), CalendarFetch::whole));
        try {
            return answer.get(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("it gives no whole answer within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(cause(e), e);
        } finally {
            answer.cancel(true);
        }
    }

    private static byte[] whole(byte[] prefix) {
        if (prefix.length > CalendarFiles.LARGEST_BYTES) {
            throw new UncheckedIOException(
                    new IOException("it is larger than " + (CalendarFiles.LARGEST_BYTES >> 10) + " KiB"));
        }
        return prefix;
    }

    /** The present time to the second, to be shown to people. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static URI target(URI from, HttpResponse<?> answer) throws IOException {
        String location = header(answer, "Location");
        try {
            URI to = from.resolve(location);
            boolean isWeb = Set.of("http", "https")
                    .contains(String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT));
            boolean isLess = "https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme());
            if (location.isEmpty() || !isWeb || to.getHost() == null || isLess) {
                throw new IOException(
                        "it redirects to an address that is not allowed: " + to.getScheme() + "://" + to.getHost());
            }
            return to;
        } catch (IllegalArgumentException e) {
            throw new IOException("it redirects to something that is not a URL", e);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return root.getClass().equals(IOException.class)
                ? message
                : "it gives no answer: " + root.getClass().getSimpleName()
                        + (root.getMessage() == null ? "" : " " + message);
    }

    /** Made when first needed, since it has threads of its own. */
    private HttpClient client() {
        HttpClient client = http;
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            http = client;
        }
        return client;
    }
}
