package dev.lamplighter.window.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.lamplighter.window.declare.ReadyCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpReadyProbeTest {
    private static final Duration WITHIN = Duration.ofMinutes(5);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T14:20:00Z"));
    private final HttpReadyProbe probe = new HttpReadyProbe(now::get);
    private volatile int status = 200;
    private final HttpServer server;

    HttpReadyProbeTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext("/", exchange -> {
            byte[] page = "Wowza Streaming Engine".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, page.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write("stream ".repeat(1000).getBytes(StandardCharsets.UTF_8));
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ReadyCheck check(String path, @Nullable String contains) {
        return new ReadyCheck(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), contains, WITHIN);
    }

    private ReadyResult answer(ReadyCheck check) {
        return await().until(
                        () -> probe.ask(check),
                        answer -> !answer.reason().endsWith("was asked just now")
                                && !answer.reason().endsWith("has not answered yet"));
    }

    @Test
    void aPageThatContainsTheTextPasses() {
        assertThat(answer(check("/", "Wowza")))
                .satisfies(answer -> assertThat(answer.passed()).isTrue());
    }

    @Test
    void aPageWithoutTheTextOrWithAnErrorDoesNot() {
        assertThat(answer(check("/", "Flussonic")).reason()).endsWith("answers without \"Flussonic\"");
        status = 503;
        assertThat(answer(check("/", null)).reason()).endsWith("answers 503");
    }

    @Test
    void aClosedPortIsNoAnswer() {
        ReadyCheck check = check("/", null);
        server.stop(0);

        assertThat(answer(check).reason()).contains(" gave no answer: ");
    }

    @Test
    void ofAnEndlessStreamOnlyTheBeginningIsRead() {
        assertThat(answer(check("/endless", "stream stream")).passed()).isTrue();
    }

    @Test
    void anOldAnswerIsNotBelieved() {
        ReadyCheck check = check("/", null);
        assertThat(probe.ask(check).passed()).isFalse();
        now.set(Instant.parse("2026-11-29T14:20:00Z"));
        ReadyResult first = probe.ask(check);

        assertThat(first.passed()).isFalse();
        assertThat(first.reason()).endsWith("was asked just now");
    }
}
