package dev.lamplighter.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.app.health.RouteReports;
import dev.lamplighter.app.status.ServiceStatus;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.VerbArgument;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.panel.InstancePixel;
import dev.lamplighter.panel.PanelMXBean;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the status page shows to whom. */
final class StatusPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMES = ".*(media-server|sunday-secret|i-0123456789abcdef0|1234\\.56).*";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private LocalHttpServer http;

    private volatile String alert = "";
    private volatile String letter = "";
    private final List<String> calls = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        PageSources sources = new PageSources(
                this::status,
                new ServiceStatus(
                        new ServiceStatus.Sources(null, null, null, List::of, new SetAside(), null),
                        InstantSource.system()),
                panel(),
                new RouteReports());
        http = LocalHttpServer.start(new HttpSettings(0, folder.resolve("http.token")), verbs(), sources);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private ObjectNode status() {
        ObjectNode status = JSON.createObjectNode().put("at", "2026-11-22T14:20:00Z");
        status.putObject("costs").put("enabled", true);
        status.putObject("light").put("freshness", "FRESH").put("lastPollAt", "2026-11-22T14:19:58Z");
        ObjectNode alerts = status.putObject("alerts").put("ERROR", alert.isEmpty() ? 0 : 1);
        if (!alert.isEmpty()) {
            alerts.putArray("raised").addObject().put("severity", "ERROR").put("text", alert);
        }
        return status;
    }

    private static PanelMXBean panel() {
        Map<String, Object> answers = Map.of(
                "getWidth",
                2,
                "getHeight",
                1,
                "getFrame",
                new String[] {"#0000ff #ff0000"},
                "getMeanings",
                Map.of("0,0", "media-server: running"),
                "getInstancePixels",
                List.<InstancePixel>of());
        return (PanelMXBean) Proxy.newProxyInstance(
                StatusPageTest.class.getClassLoader(),
                new Class<?>[] {PanelMXBean.class},
                (self, method, arguments) -> answers.get(method.getName()));
    }

    private Verbs verbs() {
        String next = "{\"occurrences\": [{\"window\": \"sunday-service\", \"zone\": \"America/Chicago\", \"start\":"
                + " \"2026-11-22T08:30:00-06:00\", \"end\": \"2026-11-22T19:00:00-06:00\", \"opens\": true, \"instances\":"
                + " [{\"id\": \"i-0123456789abcdef0\", \"name\": \"media-server\"}], \"override\": {\"reason\":"
                + " \"sunday-secret\"}}]}";
        return new Verbs(List.of(
                new Verb(
                        "windows next-json",
                        Verb.Effect.ASKS,
                        "Answers.",
                        List.of(new VerbArgument("n", VerbArgument.Kind.COUNT, false, "how many")),
                        values -> List.of(next)),
                verb("windows steps-json", "{\"steps\": [{\"resource\": \"i-0123456789abcdef0\"}]}"),
                verb("costs report-json", "{\"versions\": [{\"unblendedCosts\": [{\"amount\": \"1234.56\"}]}]}"),
                new Verb("costs letter-json", Verb.Effect.WORKS, "Writes.", List.of(), values -> {
                    calls.add("write the letter");
                    letter = "<p>1234.56</p>";
                    return List.of("{\"letters\": [{\"subject\": \"Costs\", \"file\": \"1.html\", \"html\":"
                            + " \"<p>1234.56</p>\"}]}");
                }),
                new Verb(
                        "costs letter-kept-json",
                        Verb.Effect.ASKS,
                        "Answers.",
                        List.of(),
                        values -> List.of(
                                JSON.createObjectNode().put("html", letter).toString())),
                verb(
                        "costs figures-json",
                        "{\"reports\": [{\"figures\": [{\"value\": \"1,234.56 USD\", \"exact\": \"1234.5600000001"
                                + " USD\"}], \"sections\": [{\"charts\": []}, {\"charts\": [{\"title\": \"by month\","
                                + " \"svg\": \"<svg>1234.56</svg>\"}]}]}]}"),
                verb("costs progress-json", "{\"line\": \"1 of 5 files\", \"percent\": 41}"),
                new Verb("windows skip", Verb.Effect.ACTS, "Skips.", List.of(), values -> {
                    calls.add("skip");
                    return List.of("skipped");
                })));
    }

    private static Verb verb(String name, String answer) {
        return new Verb(name, Verb.Effect.ASKS, "Answers.", List.of(), values -> List.of(answer));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path));
    }

    private String address() {
        return "http://127.0.0.1:" + http.port();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String token() throws Exception {
        return Files.readString(folder.resolve("http.token")).strip();
    }

    private String cookie() throws Exception {
        HttpResponse<String> session = send(request("/api/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\": \"" + token() + "\"}")));
        String cookie = session.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void lightAndNextWindowAreOpenToTheUsersOfTheMachineAndNothingElse() throws Exception {
        alert = "WINDOW-111  media-server  is not ready";
        HttpResponse<String> answer = send(request("/api/status"));

        JsonNode state = JSON.readTree(answer.body());
        assertThat(state.path("known").asBoolean()).isFalse();
        assertThat(state.path("sentence").asText()).isEqualTo("1 alert");
        assertThat(state.path("light").path("frame").path(0).asText()).isEqualTo("#0000ff #ff0000");
        assertThat(state.path("next").path(0).path("start").asText()).isEqualTo("2026-11-22T08:30:00-06:00");
        assertThat(answer.body()).doesNotMatch("(?s)" + NAMES);
        for (String path : List.of("/letter", "/chart.svg?of=0-1-0", "/windows/next-json", "/costs/report-json")) {
            assertThat(send(request(path)).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void theCookieOfTheLinkShowsNamesAndCosts() throws Exception {
        JsonNode state = JSON.readTree(send(request("/api/status").header("Cookie", "other=1; " + cookie()))
                .body());

        assertThat(state.path("known").asBoolean()).isTrue();
        assertThat(state.path("light").path("meanings").path("0,0").asText()).isEqualTo("media-server: running");
        assertThat(state.path("reports")
                        .path(0)
                        .path("unblendedCosts")
                        .path(0)
                        .path("amount")
                        .asText())
                .isEqualTo("1234.56");
        assertThat(state.path("conversionPercent").asInt()).isEqualTo(41);
        JsonNode report = state.path("costs").path("reports").path(0);
        assertThat(report.path("figures").path(0).path("exact").asText()).isEqualTo("1234.5600000001 USD");
        JsonNode chart = report.path("sections").path(1).path("charts").path(0);
        assertThat(chart.has("svg")).isFalse();
        HttpResponse<String> image = send(request(chart.path("image").asText()).header("Cookie", cookie()));
        assertThat(image.body()).isEqualTo("<svg>1234.56</svg>");
        assertThat(image.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(send(request("/chart.svg?of=0-0-0").header("Cookie", cookie()))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aLetterIsShownByGetAndWrittenByPostAlone() throws Exception {
        assertThat(send(request("/letter").header("Cookie", cookie())).statusCode())
                .as("none is kept")
                .isEqualTo(404);
        assertThat(calls).as("nothing was written").isEmpty();
        HttpRequest.Builder write = request("/letter")
                .header("Content-Type", "application/json")
                .header("Cookie", cookie())
                .POST(BodyPublishers.ofString("{}"));
        assertThat(send(write).statusCode()).as("no Origin").isEqualTo(401);
        assertThat(calls).isEmpty();

        HttpResponse<String> written = send(write.copy().header("Origin", address()));

        assertThat(JSON.readTree(written.body())
                        .path("letters")
                        .path(0)
                        .path("file")
                        .asText())
                .isEqualTo("1.html");
        assertThat(calls).containsExactly("write the letter");
        assertThat(send(request("/letter").header("Cookie", cookie())).body()).isEqualTo("<p>1234.56</p>");
        assertThat(calls).hasSize(1);
    }

    @Test
    void aVerbByCookieIsTakenFromThisPageAlone() throws Exception {
        HttpRequest.Builder skip = request("/windows/skip")
                .header("Content-Type", "application/json")
                .header("Cookie", cookie())
                .POST(BodyPublishers.ofString("{}"));
        assertThat(send(skip).statusCode()).as("no Origin").isEqualTo(401);
        assertThat(send(skip.copy().header("Origin", "http://evil.example")).statusCode())
                .as("another's")
                .isEqualTo(401);
        assertThat(calls).isEmpty();
        assertThat(send(skip.copy().header("Origin", address())).statusCode()).isEqualTo(200);
        assertThat(calls).containsExactly("skip");
    }

    @Test
    void aWrongTokenGivesNoCookie() throws Exception {
        HttpResponse<String> refused = send(request("/api/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\": \"guessed\"}")));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void eventsBringTheWholeStateFirstThenEachChangeAndABeatBetween() throws Exception {
        HttpResponse<InputStream> stream =
                client.send(request("/api/events").header("Cookie", cookie()).build(), BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(state(lines).path("sentence").asText()).isEqualTo("All well");
            alert = "WINDOW-111  sunday-service  is not ready";
            assertThat(state(lines).path("sentence").asText()).isEqualTo("sunday-service: is not ready");
            assertThat(event(lines)).isEqualTo("beat");
        }
    }

    private static JsonNode state(BufferedReader lines) throws Exception {
        for (String event = event(lines); !event.equals("state"); event = event(lines)) {
            assertThat(event).isEqualTo("beat");
        }
        return JSON.readTree(lines.readLine().substring("data: ".length()));
    }

    private static String event(BufferedReader lines) throws Exception {
        String line = lines.readLine();
        while (!line.startsWith("event: ")) {
            line = lines.readLine();
        }
        return line.substring("event: ".length());
    }

    @Test
    void onlyTheFilesOfThePageAreServedAndNothingOfOtherSitesRunsInIt() throws Exception {
        HttpResponse<String> page = send(request("/"));
        assertThat(page.body()).contains("<title>Lamplighter</title>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
        for (String file : List.of("/page.css", "/page.js", "/icon.svg")) {
            assertThat(page.body()).contains(file);
            assertThat(send(request(file)).statusCode()).as(file).isEqualTo(200);
        }
        for (String path : List.of("/page.html", "/../http.token", "/page.js/../PageFile.class", "/%2e%2e/page.css")) {
            assertThat(send(request(path)).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void itIsNotReadyBeforeTheRoutesAre() throws Exception {
        assertThat(send(request("/health/live")).statusCode()).isEqualTo(200);
        HttpResponse<String> ready = send(request("/health/ready"));
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(ready.body()).path("status").asText()).isEqualTo("DOWN");
    }

    @Test
    void metricsAreInPrometheusTextFormat() throws Exception {
        HttpResponse<String> metrics = send(request("/metrics"));
        assertThat(metrics.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body().lines())
                .allMatch(line -> line.matches(
                        "# (HELP|TYPE) lamplighter_\\w+ .+|lamplighter_\\w+(\\{\\w+=\"[^\"]*\"})? (NaN|[-0-9.E]+)"))
                .contains("lamplighter_alerts{severity=\"error\"} 0", "lamplighter_last_poll_age_seconds NaN");
    }
}
