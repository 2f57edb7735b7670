package dev.lamplighter.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.SplittableRandom;

/**
 * Serves what the machines of the sandbox answer to a check: {@code GET /<name>} is 200 {@code ok}, and now and then for a while
 * 503. Which machine fails when follows from its name and the clock alone.
 */
final class InstanceHealthPages implements AutoCloseable {
    private static final int SECONDS_A_TURN = 20;
    private static final int TURNS_A_FAILURE = 8;

    private final HttpServer server;
    private final InstantSource clock;

    private InstanceHealthPages(HttpServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    /** On a free port of 127.0.0.1. */
    static InstanceHealthPages start(InstantSource clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            InstanceHealthPages pages = new InstanceHealthPages(server, clock);
            server.createContext("/", pages::answer);
            server.start();
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException("can't answer checks", e);
        }
    }

    /** {@code http://127.0.0.1:PORT/}, to which a name is added. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** One turn in eight, for each name another one. */
    static boolean fails(String name, long epochSecond) {
        long turn = Math.floorDiv(epochSecond, SECONDS_A_TURN);
        return new SplittableRandom(31 * turn + name.hashCode()).nextInt(TURNS_A_FAILURE) == 0;
    }

    private void answer(HttpExchange asked) throws IOException {
        try (asked) {
            String name = asked.getRequestURI().getPath().substring(1);
            boolean fails = fails(name, clock.instant().getEpochSecond());
            byte[] body = (fails ? "overloaded" : "ok").getBytes(StandardCharsets.US_ASCII);
            asked.sendResponseHeaders(fails ? 503 : 200, body.length);
            asked.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
