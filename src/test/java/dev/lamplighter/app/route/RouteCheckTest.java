package dev.lamplighter.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.TemplatedRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RouteCheckTest {
    @TempDir
    private Path home;

    private final Properties properties = new Properties();
    private final AtomicInteger shown = new AtomicInteger();

    /** Counts, so that a test sees whether a route ran. */
    public static final class Fleet {
        private final AtomicInteger shown;

        Fleet(AtomicInteger shown) {
            this.shown = shown;
        }

        public void show() {
            shown.incrementAndGet();
        }
    }

    @Test
    void findsNothingInRoutesThatAreRightAndRunsNone() throws IOException {
        write("light.camel.yaml", """
            - route:
                id: light
                from:
                  uri: scheduler:light?initialDelay=0&delay=1
                  steps:
                    - to: {uri: "aws2-ec2:fleet?operation=describeInstances"}
                    - to: {uri: "aws2-s3:{{bucket}}?operation=listObjects"}
                    - to: {uri: "aws2-athena:costs?database=costs&outputLocation=s3://{{bucket}}/"}
                    - bean: {ref: fleet, method: show}
                    - to: {uri: "direct:said"}
            - route: {id: said, from: {uri: "direct:said", steps: [{log: {message: x}}]}}
            """);
        properties.setProperty("bucket", "reports");

        assertThat(check(List.of())).isEmpty();
        assertThat(shown).hasValue(0);
    }

    static List<BrokenFile> brokenFiles() {
        return BrokenFile.all().stream()
                .filter(broken -> !broken.text().contains("good"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFiles")
    void tellsOfABrokenFileWhatTheServiceWouldTell(BrokenFile broken) throws IOException {
        properties.setProperty("light.period", "1000");
        write(broken.name(), broken.text());

        assertThat(check(List.of())).extracting(Problem::line).containsExactly(broken.line());
    }

    @Test
    void tellsAllProblemsAtOnce() throws IOException {
        write("templates/window.camel.yaml", """
            - routeTemplate:
                id: window
                parameters: [{name: instance}]
                route: {from: {uri: "direct:{{instance}}", steps: [{log: {message: "{{instance}}"}}]}}
            """);
        write("a.camel.yaml", "- route: {id: a, from: {uri: \"tmer:a\", steps: []}}\n");
        write(
                "b.camel.yaml",
                "- route: {id: b, from: {uri: \"timer:b?perriod=1\", steps: [{to: {uri: \"direct:c\"}}]}}\n");
        write("c.camel.yaml", """
            - route:
                id: c
                from: {uri: "scheduler:c", steps: [{to: {uri: "direct:lost"}}, {to: {uri: "seda:away"}}]}
            """);
        write("d.camel.yaml", "# later\n");

        List<Problem> problems = check(List.of(new TemplatedRoute("evening", "window", Map.of())));

        assertThat(problems)
                .extracting(problem -> problem.code() + " " + problem.where())
                .containsExactlyInAnyOrder(
                        "ROUTE-004 routes/a.camel.yaml:1:31",
                        "ROUTE-003 routes/b.camel.yaml:1:39",
                        "ROUTE-010 routes/templates/window.camel.yaml:2:9",
                        "ROUTE-008 routes/d.camel.yaml",
                        "ROUTE-011 routes/c.camel.yaml:3:59",
                        "ROUTE-011 routes/c.camel.yaml:3:85");
    }

    @Test
    void aDirectThatOnlyATemplatedRouteReadsFromIsHeard() throws IOException {
        write("templates/window.camel.yaml", """
            - routeTemplate:
                id: window
                parameters: [{name: instance}]
                route: {from: {uri: "direct:{{instance}}", steps: [{log: {message: "{{instance}}"}}]}}
            """);
        write("a.camel.yaml", "- route: {id: a, from: {uri: \"scheduler:a\", steps: [{to: {uri: \"direct:i-1\"}}]}}\n");

        assertThat(check(List.of(new TemplatedRoute("evening", "window", Map.of("instance", "i-1")))))
                .isEmpty();
        assertThat(check(List.of())).extracting(Problem::code).containsExactly("ROUTE-011");
    }

    @Test
    void aCamelKeyThatDoesNotExistIsAProblem() throws IOException {
        write("a.camel.yaml", "- route: {id: a, from: {uri: \"scheduler:a\", steps: [{log: {message: x}}]}}\n");
        properties.setProperty("camel.main.streamCacheing", "false");

        assertThat(check(List.of()))
                .extracting(Problem::line)
                .containsExactly("CONFIG-003  camel.main.streamCacheing  got \"false\": Camel has no"
                        + " such key; fix: see Camel's list of camel.main.* keys");
    }

    private List<Problem> check(List<TemplatedRoute> templated) {
        return RouteCheck.check(
                home.resolve("routes"),
                properties,
                Map.of("fleet", new Fleet(shown)),
                new RequiredRoutes(templated, List.of(), List.of(), Set.of()));
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve("routes").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
