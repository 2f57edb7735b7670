package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A real Prometheus, as Debian has it, scrapes a real service: {@code -Dlamplighter.prometheus=true}. */
@EnabledIfSystemProperty(named = "lamplighter.prometheus", matches = "true")
final class PrometheusIT {
    private static final Path RULES =
            Path.of("packaging/prometheus/lamplighter.rules.yml").toAbsolutePath();

    private static final Path DASHBOARD = Path.of("packaging/grafana/lamplighter.dashboard.json");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private JsonNode ask(int port, String path) throws Exception {
        return json.readTree(client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.ofString())
                .body());
    }

    private JsonNode query(int port, String expression) throws Exception {
        return ask(port, "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    }

    @Test
    void promtoolAcceptsTheRulesAndEveryQueryIsAnsweredAfterAScrape() throws Exception {
        assertThat(new ProcessBuilder("promtool", "check", "rules", RULES.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        int page = freePort();
        int prometheus = freePort();
        Map<String, String> settings = new HashMap<>(TestAccount.noCosts());
        settings.put("http.port", Integer.toString(page));
        try (TestAccount account = new TestAccount("prometheus")) {
            ServiceHome home = ServiceHome.unpack("prometheus", settings);
            Path folder = Files.createDirectories(home.path("prometheus"));
            Files.writeString(
                    folder.resolve("prometheus.yml"),
                    "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
                            + "scrape_configs:\n"
                            + "  - job_name: lamplighter\n"
                            + "    static_configs:"
                            + " [{targets:"
                            + " [\"127.0.0.1:" + page + "\"]}]\nrule_files: [\"" + RULES
                            + "\"]\n");
            try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
                assertThat(service.pid()).isPositive();
                Process server = new ProcessBuilder(
                                "prometheus",
                                "--config.file=" + folder.resolve("prometheus.yml"),
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.listen-address=127.0.0.1:" + prometheus)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
                try {
                    look(prometheus);
                } finally {
                    server.destroy();
                    server.waitFor();
                }
            }
        }
    }

    private void look(int prometheus) throws Exception {
        await().atMost(ServiceHome.LONGEST)
                .ignoreExceptions()
                .until(() -> query(prometheus, "lamplighter_route_up")
                                .path("data")
                                .path("result")
                                .size()
                        > 5);
        List<String> expressions = new ArrayList<>();
        json.readTree(DASHBOARD.toFile())
                .findValuesAsText("expr")
                .forEach(expression -> expressions.add(expression.replace("$job", "lamplighter")));
        await().atMost(ServiceHome.LONGEST)
                .until(() -> ask(prometheus, "/api/v1/rules").toString().contains("\"health\":\"ok\""));
        JsonNode rules = ask(prometheus, "/api/v1/rules")
                .path("data")
                .path("groups")
                .path(0)
                .path("rules");
        assertThat(rules.size()).isEqualTo(6);
        rules.forEach(rule -> {
            assertThat(rule.path("health").asText()).as(rule.toString()).isEqualTo("ok");
            expressions.add(rule.path("query").asText());
        });
        Set<String> metrics = new TreeSet<>();
        for (String expression : expressions) {
            assertThat(query(prometheus, expression).path("status").asText())
                    .as(expression)
                    .isEqualTo("success");
            Pattern.compile("\\blamplighter_\\w+")
                    .matcher(expression)
                    .results()
                    .forEach(match -> metrics.add(match.group()));
        }
        for (String metric : metrics) {
            assertThat(query(prometheus, metric).path("data").path("result").size())
                    .as(metric)
                    .isPositive();
        }
        assertThat(query(prometheus, "up{job=\"lamplighter\"}").toString()).contains("\"1\"");
    }
}
