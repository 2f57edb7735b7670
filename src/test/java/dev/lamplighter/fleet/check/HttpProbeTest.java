package dev.lamplighter.fleet.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lamplighter.fleet.check.Probe.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpProbeTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            boolean broken = exchange.getRequestURI().getPath().startsWith("/broken");
            byte[] body = "all is well".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(broken ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fillsTheUrlAndPassesOnTheExpectedStatus() {
        Outcome outcome = probe("/{id}/{name}", 200, "").ask(Machines.running("i-1", Map.of("Name", "web 1/a")));
        assertThat(outcome).isEqualTo(new Outcome(true, "HTTP 200"));
        assertThat(asked).containsExactly("/i-1/web%201%2Fa");
    }

    @Test
    void failsOnAnotherStatus() {
        assertThat(probe("/broken", 200, "").ask(Machines.running("i-1", Map.of())))
                .isEqualTo(new Outcome(false, "HTTP 503, expected 200"));
    }

    @Test
    void mayExpectAnErrorAndWhatStandsInIt() {
        assertThat(probe("/broken", 503, "well").ask(Machines.running("i-1", Map.of())))
                .isEqualTo(new Outcome(true, "HTTP 503"));
    }

    @Test
    void failsOnABodyWithoutTheText() {
        assertThat(probe("/", 200, "unwell").ask(Machines.running("i-1", Map.of())))
                .isEqualTo(new Outcome(false, "HTTP 200, but the body doesn't contain \"unwell\""));
    }

    @Test
    void failsWhenTheInstanceHasNoSuchAddress() {
        Outcome outcome = new HttpProbe("http://{publicIp}/", 200, "", TIMEOUT, InstantSource.system())
                .ask(Machines.running("i-1", Map.of()));
        assertThat(outcome).isEqualTo(new Outcome(false, "no address for http://{publicIp}/"));
    }

    @Test
    void failsWhenNobodyListens() {
        int port = server.getAddress().getPort();
        server.stop(0);
        Outcome outcome = new HttpProbe("http://{privateIp}:" + port + "/", 200, "", TIMEOUT, InstantSource.system())
                .ask(Machines.running("i-1", Map.of()));
        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.reason()).contains("127.0.0.1:" + port, "refused");
    }

    @Test
    void givesUpOnOneThatNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://{privateIp}:" + silent.getLocalPort() + "/";
            Outcome outcome = new HttpProbe(url, 200, "", Duration.ofMillis(100), InstantSource.system())
                    .ask(Machines.running("i-1", Map.of()));
            assertThat(outcome.passed()).isFalse();
            assertThat(outcome.reason()).contains("timed out");
        }
    }

    private HttpProbe probe(String path, int status, String contains) {
        return new HttpProbe(
                "http://{privateIp}:" + server.getAddress().getPort() + path,
                status,
                contains,
                TIMEOUT,
                InstantSource.system());
    }
}
