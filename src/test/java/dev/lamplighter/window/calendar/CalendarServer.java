package dev.lamplighter.window.calendar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves calendars on the loopback address, and does what a test says instead. */
public final class CalendarServer implements AutoCloseable {
    /** What is done with a request. */
    public interface Act {
        void on(HttpExchange exchange) throws IOException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<String, Act> acts = new ConcurrentHashMap<>();

    /** Method, path and condition of each request. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    public CalendarServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestURI().getPath() + " "
                        + exchange.getRequestHeaders().getFirst("If-None-Match"));
                Objects.requireNonNull(acts.get(exchange.getRequestURI().getPath()))
                        .on(exchange);
            }
        });
        server.start();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** From now on. */
    public void does(String path, Act act) {
        acts.put(path, act);
    }

    /** Of one event on a day, with its day as ETag. */
    public void serves(String path, String day) {
        does(path, exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"" + day + "\"");
            if (("\"" + day + "\"").equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                answer(exchange, 200, CalendarCase.text("BEGIN:VEVENT|DTSTART;VALUE=DATE:" + day + "|END:VEVENT"));
            }
        });
    }

    static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
