package dev.lamplighter.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.app.health.RouteHealthSettings;
import dev.lamplighter.app.health.RouteOutcomeHealthCheck;
import dev.lamplighter.app.health.RouteReports;
import dev.lamplighter.app.status.ServiceStatus;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.base.lease.Leases;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard and the alert rules that are shipped name metrics that there are. */
final class MonitoringFilesTest {
    private static final Pattern METRIC = Pattern.compile("\\blamplighter_\\w+");
    private static final Path DASHBOARD = Path.of("packaging/grafana/lamplighter.dashboard.json");
    private static final Path RULES = Path.of("packaging/prometheus/lamplighter.rules.yml");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    /** The names in what the service answers for one route and one lease. */
    private Set<String> answered() throws Exception {
        RouteReports routes = new RouteReports();
        try (StateDatabase database = StateDatabase.inMemory();
                DefaultCamelContext camel = new DefaultCamelContext()) {
            Leases leases = Leases.shared(
                    database.dataSource(), "pi-1/a", Duration.ofSeconds(10), new ElapsedTime(InstantSource.system()));
            assertThat(leases.named(Lease.WINDOWS).renew()).isTrue();
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:one").routeId("one").log("one");
                }
            });
            camel.start();
            routes.attach(
                    camel,
                    new RouteOutcomeHealthCheck(
                            new RouteHealthSettings(1, Map.of()), new ElapsedTime(InstantSource.system())));
            PageSources sources = new PageSources(
                    () -> new ObjectMapper().createObjectNode(),
                    new ServiceStatus(
                            new ServiceStatus.Sources(null, null, null, List::of, new SetAside(), null, leases),
                            InstantSource.system()),
                    null,
                    routes);
            try (LocalHttpServer http = LocalHttpServer.start(
                    new HttpSettings(0, folder.resolve("token")), new Verbs(List.of()), sources)) {
                String metrics = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + "/metrics"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body();
                return metrics.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("[{ ]", 2)[0])
                        .collect(Collectors.toSet());
            }
        }
    }

    private static Set<String> named(String text) {
        return METRIC.matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void eachMetricOfDashboardRulesAndDocumentIsInTheAnswer() throws Exception {
        Set<String> answered = answered();
        Set<String> expressions = new TreeSet<>();
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        dashboard.findValuesAsText("expr").forEach(expression -> expressions.addAll(named(expression)));
        assertThat(expressions).isNotEmpty();
        assertThat(answered).containsAll(expressions).containsAll(named(expressionsOf(Files.readString(RULES))));
        String document = Files.readString(Path.of("docs/reference/http.md"));
        assertThat(named(document.substring(document.indexOf("## Metrics"))))
                .isEqualTo(answered.stream().collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String expressionsOf(String rules) {
        return rules.lines().filter(line -> line.strip().startsWith("expr:")).collect(Collectors.joining("\n"));
    }
}
