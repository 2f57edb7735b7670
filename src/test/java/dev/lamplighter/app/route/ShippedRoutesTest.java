package dev.lamplighter.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No file of the operator, missing or broken, leaves a machine on: the jar's route runs in its place, and that is told. */
final class ShippedRoutesTest {
    private static final List<String> SHIPPED = List.of("ec2-errors", "ec2-stop", "ec2-stop-call");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> calls = new ArrayList<>();

    @TempDir
    private Path home;

    /** The bean of the routes. */
    public static final class Actions {
        private final List<String> calls;

        Actions(List<String> calls) {
            this.calls = calls;
        }

        public void intend(Exchange exchange) {
            calls.add("intend");
            exchange.setRouteStop(true);
        }

        public void done() {
            calls.add("done");
        }
    }

    @BeforeEach
    void copy() throws IOException {
        Path routes = Files.createDirectories(home.resolve("routes"));
        for (String name : SHIPPED) {
            Files.copy(Path.of("routes", name + ".camel.yaml"), routes.resolve(name + ".camel.yaml"));
        }
        context.getRegistry().bind("windowActions", new Actions(calls));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private RouteLoadResult load() {
        RouteFiles files = new RouteFiles(context, home.resolve("routes"));
        RouteLoadResult loaded = files.load(new RequiredRoutes(List.of(), List.of(), SHIPPED, Set.of()));
        context.start();
        return loaded;
    }

    private Path file(String name) {
        return home.resolve("routes/" + name + ".camel.yaml");
    }

    private void edit(String name, String what, String with) throws IOException {
        String text = Files.readString(file(name));
        assertThat(text).contains(what);
        Files.writeString(file(name), text.replace(what, with));
    }

    private void assertThatAStopIsCalled() throws IOException {
        context.createProducerTemplate().sendBody("direct:ec2-stop", "a stop");
        assertThat(calls).containsExactly("intend");
        try (Stream<Path> files = Files.list(home.resolve("routes"))) {
            assertThat(files).as("the jar's files are not written there").hasSizeLessThanOrEqualTo(SHIPPED.size());
        }
    }

    @Test
    void whatTheFolderHasIsTaken() throws IOException {
        assertThat(load().problems()).isEmpty();

        assertThatAStopIsCalled();
    }

    @ParameterizedTest
    @CsvSource({"ec2-stop", "ec2-stop-call", "ec2-errors"})
    void aMissingFileIsToldAndTheShippedOneRuns(String name) throws IOException {
        Files.delete(file(name));

        assertThat(load().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line())
                        .startsWith("ROUTE-019  routes/" + name + ".camel.yaml  the shipped route runs in its place")
                        .contains("there is no " + name));
        assertThatAStopIsCalled();
    }

    @Test
    void aFolderWithoutAnyRunsAllOfThem() throws IOException {
        for (String name : SHIPPED) {
            Files.delete(file(name));
        }

        assertThat(load().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line())
                        .startsWith("ROUTE-019  routes/  shipped routes run in the place of missing ones")
                        .contains("there is no ec2-errors, ec2-stop, ec2-stop-call"));
        assertThatAStopIsCalled();
    }

    @ParameterizedTest
    @CsvSource({
        "ec2-stop, direct:ec2-stop-call, direct:{{no-such-key}}, ROUTE-005",
        "ec2-stop, '      uri: direct:ec2-stop\n', '      uri: direct:mine\n', ROUTE-018",
        "ec2-stop, 'id: ec2-stop\n', 'id: ec2-stop\n    autoStartup: false\n', ROUTE-018",
        "ec2-stop-call, 'method: intend', 'method: nothing', ROUTE-018",
        "ec2-stop-call, 'method: intend', 'method: done', ROUTE-018",
        "ec2-stop-call, 'method: done', 'method: intend', ROUTE-018",
        "ec2-stop-call, '- bean:\n            id: ec2-stop-call.intend', '- stop:\n            id: over\n        - bean:\n            id: ec2-stop-call.intend', ROUTE-018",
    })
    void aFileThatCantDoItsWorkIsRefusedAndTheShippedOneRuns(String name, String what, String with, String code)
            throws IOException {
        edit(name, what, with);

        assertThat(load().problems()).extracting(Problem::code).containsExactly(code, "ROUTE-019");
        assertThatAStopIsCalled();
    }

    @Test
    void aFileThatIsNoYamlIsRefusedAndTheShippedOneRuns() throws IOException {
        Files.writeString(file("ec2-stop-call"), "- route: {id: ec2-stop-call, from: [");

        assertThat(load().problems()).extracting(Problem::code).containsExactly("ROUTE-001", "ROUTE-019");
        assertThatAStopIsCalled();
    }

    @Test
    void stepsOfTheOperatorAreTaken() throws IOException {
        edit(
                "ec2-stop",
                "steps:\n",
                "steps:\n        - setHeader: {id: mine, name: a, expression: {constant: {expression: b}}}\n");

        assertThat(load().problems()).isEmpty();
        assertThatAStopIsCalled();
    }
}
