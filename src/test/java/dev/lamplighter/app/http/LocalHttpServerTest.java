package dev.lamplighter.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.app.health.RouteReports;
import dev.lamplighter.app.status.ServiceStatus;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.app.verb.WindowVerbs;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.operate.WindowOperationsMXBean;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in over HTTP, and who doesn't. */
final class LocalHttpServerTest {
    /** Those of a service in which everything is off. */
    private static final PageSources SOURCES = new PageSources(
            () -> new ObjectMapper().createObjectNode().put("at", "2026-11-22T14:20:00Z"),
            new ServiceStatus(
                    new ServiceStatus.Sources(null, null, null, List::of, new SetAside(), null),
                    InstantSource.system()),
            null,
            new RouteReports());

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private LocalHttpServer http;

    private final List<String> calls = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        http = LocalHttpServer.start(new HttpSettings(0, folder.resolve("http.token")), verbs(), SOURCES);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    /** Writes calls down; an unknown window is a problem. */
    private WindowOperationsMXBean windows() {
        return (WindowOperationsMXBean) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {WindowOperationsMXBean.class},
                (self, method, arguments) -> {
                    String call = method.getName() + Arrays.toString(arguments == null ? new Object[0] : arguments);
                    if (call.contains("nowhere")) {
                        throw new ProblemException(new Problem(
                                WindowProblemCode.NO_SUCH_WINDOW, "nowhere", "no such window", "why", "fix"));
                    }
                    if (call.contains("never")) {
                        throw new ProblemException(new Problem(
                                CostProblemCode.BAD_ARGUMENT, "never", "no month", "why", "fix", Problem.Kind.USER));
                    }
                    calls.add(call);
                    return List.of("line one", "line two");
                });
    }

    private Verbs verbs() {
        return new Verbs(WindowVerbs.of(windows()));
    }

    private HttpRequest.Builder request(String path) throws IOException {
        String token = Files.readString(folder.resolve("http.token")).strip();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder post(String path, String json) throws IOException {
        return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    }

    @Test
    void asksByGetAndActsByPost() throws Exception {
        HttpResponse<String> next = send(request("/windows/next?n=3"));
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.body().replaceAll("\\s", "")).isEqualTo("{\"lines\":[\"lineone\",\"linetwo\"]}");
        assertThat(send(post(
                                "/windows/open",
                                "{\"window\":\"w\",\"for\":\"2h\",\"by\":\"ann\",\"reason\":\"r\",\"dryRun\":true}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(calls).containsExactly("next[3]", "open[w, 2h, , ann, r, true]");
        HttpResponse<String> get = send(request("/windows/close?window=w"));
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).contains("POST");
        assertThat(calls).hasSize(2);
    }

    @Test
    void withoutTheTokenNobodyGetsIn() throws Exception {
        URI status = URI.create("http://127.0.0.1:" + http.port() + "/windows/status");
        assertThat(send(HttpRequest.newBuilder(status)).statusCode()).isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(status).header("Authorization", "Bearer wrong"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(calls).isEmpty();
    }

    @Test
    void aNameThatIsNotThisMachinesIsRefusedBeforeTheTokenIsLookedAt() throws Exception {
        String token = Files.readString(folder.resolve("http.token")).strip();
        for (String host : List.of("evil.example", "evil.example:" + http.port(), "127.0.0.1")) {
            assertThat(raw("GET /windows/status HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token
                            + "\r\nConnection: close\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 421");
        }
        assertThat(raw("GET /windows/status HTTP/1.1\r\nHost: localhost:" + http.port() + "\r\nAuthorization: Bearer "
                        + token + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    /** The target's host would win over the header's (RFC 9112, 3.2.2), and two slashes begin a host. */
    @Test
    void aTargetThatNamesAHostIsRefused() throws Exception {
        String token = Files.readString(folder.resolve("http.token")).strip();
        for (String target : List.of("http://evil.example/windows/status", "//evil.example/windows/status")) {
            assertThat(raw("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + http.port()
                            + "\r\nAuthorization: Bearer " + token + "\r\nConnection: close\r\n\r\n"))
                    .as(target)
                    .startsWith("HTTP/1.1 421");
        }
        assertThat(calls).isEmpty();
    }

    @Test
    void headIsAnsweredWithoutContent() throws Exception {
        String answer = raw("HEAD / HTTP/1.1\r\nHost: 127.0.0.1:" + http.port() + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 405").endsWith("\r\n\r\n");
    }

    @Test
    void whoAsksTooOftenWithoutTheTokenIsRefusedAndKeepsNobodyOutWhoHasIt() throws Exception {
        HttpRequest.Builder stranger =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + "/windows/status"));
        int status = 401;
        for (int i = 0; i < 10_000 && status == 401; i++) {
            status = send(stranger).statusCode();
        }
        assertThat(status).isEqualTo(429);
        assertThat(send(request("/windows/status")).statusCode()).isEqualTo(200);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void whatIsNotUnderstoodActsNever() throws Exception {
        assertThat(send(post("/windows/close", "{\"window\":\"w\",\"dryrun\":true}"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(post("/windows/close", "{\"window\":\"w\",\"dryRun\":\"yes\"}"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(post("/windows/close", "{}")).body()).contains("missing: window");
        assertThat(send(post("/windows/close", "no json")).statusCode()).isEqualTo(400);
        assertThat(send(post("/windows/close", "{\"window\":\"" + "w".repeat(70_000) + "\"}"))
                        .statusCode())
                .isEqualTo(413);
        assertThat(send(request("/windows/close").POST(BodyPublishers.ofString("window=w")))
                        .statusCode())
                .isEqualTo(415);
        for (String doubtful : List.of(
                "{\"window\":\"w\",\"dryRun\":[true]}",
                "{\"window\":\"w\",\"dryRun\":null}",
                "{\"window\":\"w\",\"dryRun\":{\"is\":true}}",
                "{\"window\":\"w\",\"dryRun\":true,\"dryRun\":false}")) {
            assertThat(send(post("/windows/close", doubtful)).statusCode())
                    .as(doubtful)
                    .isEqualTo(400);
        }
        assertThat(send(request("/windows/next?n=1&n=2")).statusCode()).isEqualTo(400);
        assertThat(send(request("/windows/opne")).statusCode()).isEqualTo(404);
        assertThat(calls).isEmpty();
    }

    @Test
    void aRefusalIsAProblemWithItsParts() throws Exception {
        HttpResponse<String> answer = send(post("/windows/close", "{\"window\":\"nowhere\"}"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body().replaceAll("\\s", ""))
                .contains("\"problem\":{\"code\":\"WINDOW-110\",\"where\":\"nowhere\"");
    }

    @Test
    void whatAPersonCannotAskForIsABadRequestByItsKind() throws Exception {
        assertThat(send(post("/windows/close", "{\"window\":\"never\"}")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void theTokenIsTheOwnersAloneAndKeptAcrossRestarts() throws Exception {
        Path file = folder.resolve("http.token");
        String token = Files.readString(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(token.strip()).matches("[0-9a-f]{64}");
        http.close();
        http = LocalHttpServer.start(new HttpSettings(0, file), verbs(), SOURCES);
        assertThat(Files.readString(file)).isEqualTo(token);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> LocalHttpServer.start(new HttpSettings(0, file), verbs(), SOURCES))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("CONFIG-016")
                .hasMessageContaining("rw-r--r--");
    }

    @Test
    void aPortThatIsTakenIsRefused() {
        assertThatThrownBy(() -> LocalHttpServer.start(
                        new HttpSettings(http.port(), folder.resolve("other.token")), verbs(), SOURCES))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("CONFIG-017  http.port  127.0.0.1:" + http.port() + " can't be opened");
    }

    /** Three times as many as there are threads; each has begun its request and sends no more of it. The server ends each after 10 s. */
    @Test
    void whoDribblesKeepsNobodyOut() throws Exception {
        List<Socket> dribblers = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port());
                dribblers.add(socket);
                String begun = i % 2 == 0
                        ? "GET /windows/status HTTP/1.1\r\nHost: 127.0"
                        : "POST /windows/close HTTP/1.1\r\nHost: 127.0.0.1:" + http.port()
                                + "\r\nContent-Length: 60000\r\n\r\n{";
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = client.send(
                        request("/windows/status")
                                .timeout(Duration.ofSeconds(60))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        } finally {
            for (Socket socket : dribblers) {
                socket.close();
            }
        }
        assertThat(calls).hasSize(3);
    }
}
