package dev.lamplighter.app.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends the page's state as server-sent events: the whole state first, then each change, and a beat every second by
 * which the page knows that what it shows is how things are. Each stream has a thread of its own and ends after twenty seconds, because
 * the JDK's server ends an answer that takes longer than thirty; the browser connects again at once.
 */
final class EventStream {
    private static final int MOST = 8;
    private static final long BEAT_MILLIS = 1000;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final StateFeed whole;
    private final StateFeed open;
    private final InstantSource clock;
    /** Whoever lacks the token keeps nobody out who has it. */
    private final AtomicInteger wholeStreams = new AtomicInteger();

    private final AtomicInteger openStreams = new AtomicInteger();

    EventStream(StateFeed whole, StateFeed open, InstantSource clock) {
        this.whole = whole;
        this.open = open;
        this.clock = clock;
    }

    /** Begins a stream; the exchange is closed when it ends. */
    void begin(HttpExchange exchange, boolean known) throws IOException, ResponseStatusException {
        AtomicInteger streams = known ? wholeStreams : openStreams;
        if (streams.incrementAndGet() > MOST) {
            streams.decrementAndGet();
            throw new ResponseStatusException(503, "too many pages are open");
        }
        boolean begun = false;
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
            exchange.sendResponseHeaders(200, 0);
            Thread thread = new Thread(() -> run(exchange, known ? whole : open, streams), "page-events");
            thread.setDaemon(true);
            thread.start();
            begun = true;
        } finally {
            if (!begun) {
                streams.decrementAndGet();
            }
        }
    }

    private void run(HttpExchange exchange, StateFeed feed, AtomicInteger streams) {
        feed.join();
        try (exchange) {
            stream(exchange.getResponseBody(), feed);
        } catch (IOException e) {
            // The browser has gone away, which is how most streams end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            feed.leave();
            streams.decrementAndGet();
        }
    }

    private void stream(OutputStream out, StateFeed feed) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        send(out, "retry: 200\n\n");
        long seen = -1;
        while (System.nanoTime() < end && !feed.isClosed()) {
            StateFeed.Numbered latest = feed.next(seen, BEAT_MILLIS);
            if (latest.version() != seen && latest.version() != 0) {
                seen = latest.version();
                send(out, "event: state\ndata: " + latest.json() + "\n\n");
            } else if (latest.current()) {
                send(out, "event: beat\ndata: " + clock.instant() + "\n\n");
            } else {
                send(out, ": the state can't be collected\n\n"); // which also finds out whether the page is still there
            }
        }
    }

    private static void send(OutputStream out, String event) throws IOException {
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
