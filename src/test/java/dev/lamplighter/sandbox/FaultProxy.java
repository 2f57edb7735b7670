package dev.lamplighter.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What lies between a service and AWS and goes wrong: captive portals, proxies with errors of their own, broken lines. */
final class FaultProxy implements AutoCloseable {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "upgrade", "transfer-encoding");
    private static final String PAGE =
            "<!DOCTYPE html><html><head><title>Welcome</title></head><body><p>Log in</body></html>";
    private static final String EXPIRED = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Errors><Error>"
            + "<Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message>"
            + "</Error></Errors><RequestID>4a1d5f3c-0000-4000-8000-000000000000</RequestID></Response>";
    private static final int STALLED_SECONDS = 3;

    /** What happens to a call. */
    enum Fault {
        NONE,
        PORTAL,
        REDIRECT,
        FORBIDDEN,
        EMPTY_ERROR,
        EXPIRED_TOKEN,
        NO_CONNECTION,
        LOST_ANSWER,
        STALL
    }

    private final HttpServer http;
    private final URI target;
    private final HttpClient line = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Fault fault = Fault.NONE;

    /** In front of that endpoint; listens at once, without a fault. */
    FaultProxy(URI target) {
        this.target = target;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::serve);
        http.setExecutor(threads);
        http.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** From now on. */
    void set(Fault next) {
        fault = next;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (fault) {
                case NONE -> answer(exchange, forward(exchange, body));
                case LOST_ANSWER -> forward(exchange, body);
                case NO_CONNECTION -> {}
                case STALL -> TimeUnit.SECONDS.sleep(STALLED_SECONDS);
                case PORTAL -> answer(exchange, 200, "text/html", PAGE);
                case FORBIDDEN -> answer(exchange, 403, "text/html", PAGE);
                case EMPTY_ERROR -> answer(exchange, 500, "text/plain", "");
                case EXPIRED_TOKEN -> answer(exchange, 400, "text/xml", EXPIRED);
                case REDIRECT -> {
                    exchange.getResponseHeaders().set("Location", endpoint() + "/login");
                    answer(exchange, 302, "text/html", PAGE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return line.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        for (String name : List.of("Content-Type", "x-amzn-RequestId")) {
            answer.headers()
                    .firstValue(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
        }
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
