package dev.lamplighter.app.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Answers every call of every AWS service with the same status and body, as something between us and AWS would. */
final class AnswerServer implements AutoCloseable {
    private static final int NO_BODY = -1;
    private static final int CHUNKED = 0;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytesSent = new AtomicLong();
    private volatile Answer answer = new Answer(500, "text/html", "", 0);

    /**
     * What is answered.
     *
     * @param filler bytes of {@code a} that follow the body, for answers that are longer than fits a heap
     */
    record Answer(int status, String type, String body, long filler) {}

    AnswerServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        http.createContext("/", this::serve);
        http.setExecutor(threads);
        http.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    void answer(Answer next) {
        answer = next;
    }

    /** Since the last time it was asked. */
    int requests() {
        return requests.getAndSet(0);
    }

    long bytesSent() {
        return bytesSent.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        Answer now = answer;
        requests.incrementAndGet();
        try (InputStream request = exchange.getRequestBody()) {
            request.transferTo(OutputStream.nullOutputStream());
        }
        if (!now.type().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", now.type());
        }
        if (now.status() / 100 == 3) {
            exchange.getResponseHeaders().set("Location", endpoint() + "/login");
        }
        byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
        boolean none = body.length == 0
                || now.status() == 204
                || now.status() == 304
                || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(now.status(), none ? NO_BODY : now.filler() > 0 ? CHUNKED : body.length);
        if (!none) {
            send(body, now.filler(), exchange.getResponseBody());
        }
        exchange.close();
    }

    private void send(byte[] body, long fill, OutputStream out) throws IOException {
        out.write(body);
        byte[] filler = new byte[64 << 10];
        Arrays.fill(filler, (byte) 'a');
        for (long left = fill; left > 0; left -= filler.length) {
            out.write(filler); // fails as soon as nobody listens any more
            bytesSent.addAndGet(filler.length);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
