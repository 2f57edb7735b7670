package dev.lamplighter.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.TemplatedRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Route files that operators have edited for the version before. */
final class DeprecatedRouteFilesTest {
    private static final String ERRORS = """
        - routeConfiguration:
            id: %s
            onException:
              - onException:
                  exception: [java.lang.Exception]
                  handled: {constant: {expression: "true"}}
                  steps:
                    - setBody: {expression: {constant: {expression: handled}}}
        """;
    private static final String ROUTE = """
        - route:
            id: mine
            routeConfigurationId: %s
            from:
              uri: direct:mine
              steps:
                - throwException: {exceptionType: java.lang.IllegalStateException, message: no}
        """;
    /** A template of the version before, in short; {@code window/EarlierWindowRoutesTest} has whole ones. */
    private static final String STOP = """
        - routeTemplate:
            id: window-stop
            parameters:
              - name: window
            route:
              routeConfigurationId: windows
              from:
                id: "{{window}}.stop.clock"
                uri: direct:{{window}}.stop
                steps:
                  - bean:
                      id: "{{window}}.stop.close"
                      description: Stops what no open window needs
                      ref: windows
                      method: stop('{{window}}')
        """;

    private final Path folder;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final RouteFiles files;

    DeprecatedRouteFilesTest(@TempDir Path home) throws IOException {
        folder = Files.createDirectories(home.resolve("routes"));
        files = new RouteFiles(context, folder);
        context.getRegistry().bind("windows", new Windows(told));
    }

    /** What the routes call. */
    public static final class Windows {
        private final List<String> told;

        Windows(List<String> told) {
            this.told = told;
        }

        public void stop(String window) {
            told.add("stop " + window);
            if (window.equals("broken")) {
                throw new IllegalStateException("no");
            }
        }

        public void reconcile() {
            told.add("reconcile");
        }
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    @Test
    void aRouteThatNamesAConfigurationByItsEarlierIdHasItAndIsToldTheNewOne() throws IOException {
        write("window-errors", ERRORS.formatted("window-errors"));
        write("mine", ROUTE.formatted("windows"));

        assertThat(lines(files.load()))
                .containsExactly(
                        "ROUTE-020  routes/mine.camel.yaml:3:27  old route configuration windows: window-errors has"
                                + " replaced it; this version is the last that reads it; fix: write window-errors"
                                + " instead");
        context.start();
        assertThat(send("mine")).isEqualTo("handled");
    }

    @Test
    void soDoesAnEditedConfigurationOfBeforeForRoutesOfNow() throws IOException {
        write("cost-errors", ERRORS.formatted("costs"));
        write("mine", ROUTE.formatted("cost-errors"));

        assertThat(lines(files.load()))
                .singleElement()
                .asString()
                .startsWith("ROUTE-020  routes/cost-errors.camel.yaml:2:9");
        context.start();
        assertThat(send("mine")).isEqualTo("handled");
    }

    @Test
    void aConfigurationOfTheOperatorsOwnKeepsItsId() throws IOException {
        write("own-errors", ERRORS.formatted("alerts"));
        write("alert-errors", ERRORS.formatted("alert-errors").replace("handled}", "other}"));
        write("mine", ROUTE.formatted("alerts"));

        assertThat(lines(files.load())).isEmpty();
        context.start();
        assertThat(send("mine")).isEqualTo("handled");
    }

    @Test
    void whatStandsInACommentOrIsAnIdOfAnythingElseIsNotToldToHaveAnother() throws IOException {
        write("window-errors", ERRORS.formatted("window-errors"));
        write("mine", ROUTE.formatted("window-errors") + "# routeConfigurationId: windows\n");
        write("costs", ROUTE.formatted("windows").replace("mine", "costs"));

        assertThat(lines(files.load()))
                .singleElement()
                .asString()
                .startsWith("ROUTE-020  routes/costs.camel.yaml:3:27  old route configuration windows: ");
    }

    @Test
    void aTemplateThatCallsTheWindowsAsBeforeDoesSoAndIsToldOnceWhatToWrite() throws IOException {
        write("window-errors", ERRORS.formatted("window-errors"));
        Files.createDirectories(folder.resolve("templates"));
        write("templates/window-stop", STOP);
        files.load();
        RouteLoadResult loaded = files.add(List.of(
                new TemplatedRoute("sunday.stop", "window-stop", Map.of("window", "sunday")),
                new TemplatedRoute("broken.stop", "window-stop", Map.of("window", "broken"))));

        assertThat(loaded.problems()).isEmpty();
        assertThat(lines(loaded))
                .containsExactly(
                        "ROUTE-021  routes/templates/window-stop.camel.yaml:15:23  old call windows.stop: setBody with"
                                + " {{window}}.stop, then to: direct:window-due, has replaced it: all that is due goes"
                                + " there; this version is the last that reads it; fix: write setBody with"
                                + " {{window}}.stop, then to: direct:window-due, instead, and the id window-errors for"
                                + " windows");
        context.start();
        assertThat(send("sunday.stop")).isEqualTo("x");
        assertThat(send("broken.stop")).isEqualTo("handled");
        assertThat(told).containsExactly("stop sunday", "stop broken");
    }

    @Test
    void anEndpointOfTheBeanIsToldToo() throws IOException {
        write("mine", """
            - route:
                id: mine
                from:
                  uri: direct:mine
                  steps:
                    - to: bean:windows?method=reconcile
            """);

        assertThat(lines(files.load()))
                .singleElement()
                .asString()
                .contains("mine.camel.yaml:6:35", "ROUTE-021", "setBody with all");
        context.start();
        send("mine");
        assertThat(told).containsExactly("reconcile");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".camel.yaml"), text);
    }

    private Object send(String endpoint) throws IOException {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange sent = template.send(
                    "direct:" + endpoint, exchange -> exchange.getMessage().setBody("x"));
            return sent.getMessage().getBody();
        }
    }

    private static List<String> lines(RouteLoadResult loaded) {
        return loaded.warnings().stream().map(Problem::line).toList();
    }

    @Test
    void aRouteThatKnowsLettersByAStateIsToldToAskForTheKindAndOneInACommentIsNot() throws IOException {
        write("window-errors", ERRORS.formatted("window-errors"));
        write("mine", ROUTE.formatted("window-errors") + """
            # ${header.AlertState} == 'LETTER'
            - route:
                id: alert
                from:
                  uri: direct:alert
                  steps:
                    - filter:
                        simple:
                          expression: "${header.AlertState} == 'LETTER'"
                        steps:
                          - log: a letter
            """);

        assertThat(lines(files.load()))
                .singleElement()
                .asString()
                .startsWith("ROUTE-026  routes/mine.camel.yaml:")
                .contains("old header AlertState = LETTER", "write ${header.NoticeKind} == 'LETTER'");
    }
}
