package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import dev.lamplighter.app.health.HealthChecks;
import dev.lamplighter.app.health.RouteFailureLog;
import dev.lamplighter.app.health.RouteHealthSettings;
import dev.lamplighter.app.health.RouteOutcomeHealthCheck;
import dev.lamplighter.app.route.RouteFiles;
import dev.lamplighter.base.ElapsedTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What standard error shows of operators' own routes that fail, as the service configures its log. */
final class FailingRoutesTest {
    private static final int SEVERAL = 4;

    private final Path routes;
    private final PrintStream console = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LoggerContext log = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Door door = new Door();
    private final RouteFiles files;
    private final RouteOutcomeHealthCheck check;

    FailingRoutesTest(@TempDir Path folder) {
        routes = folder.resolve("routes");
        files = new RouteFiles(context, routes);
        check = new RouteOutcomeHealthCheck(
                new RouteHealthSettings(1, Map.of()),
                new ElapsedTime(InstantSource.system(), System::nanoTime),
                new RouteFailureLog(files::placeOf));
    }

    /** Throws what it is told to, or nothing; counts who comes. */
    public static final class Door {
        private final AtomicInteger calls = new AtomicInteger();
        private volatile @Nullable RuntimeException shut = new IllegalStateException("the door\nis shut");

        public void open() {
            calls.incrementAndGet();
            RuntimeException thrown = shut;
            if (thrown != null) {
                throw thrown;
            }
        }
    }

    @BeforeEach
    void logAsTheServiceDoes() throws IOException {
        Files.createDirectories(routes);
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        log.reset();
        StandardErrorLog.apply(log, Level.INFO);
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        log.reset();
        System.setErr(console);
        new ContextInitializer(log).autoConfig();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timer:mine?period=50&delay=0",
                "scheduler:mine?delay=50&initialDelay=0",
                "quartz:mine?trigger.repeatInterval=50&trigger.repeatCount=-1"
            })
    void aRouteThatFailsOnEveryTickIsOneLineAndOneMoreWhenItSucceedsAgain(String source) throws Exception {
        write("mine", source, "- bean: {ref: door, method: open}");
        start();
        after(SEVERAL);
        assertThat(told())
                .containsExactly("ERROR RouteFailureLog ROUTE-017  routes/mine.camel.yaml:2:9  route mine fails:"
                        + " IllegalStateException: the door is shut; fix: correct what it says, or add onException to the"
                        + " route; reported again when it succeeds or fails in another way");
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.DOWN);

        door.shut = new UnsupportedOperationException("another 42");
        after(SEVERAL);
        assertThat(told()).hasSize(2).last().asString().contains("UnsupportedOperationException: another 42");

        door.shut = null;
        after(SEVERAL);
        assertThat(told()).hasSize(3).last().asString().startsWith("INFO  RouteFailureLog route=mine succeeds again");
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aQueueTellsOnceHoweverManyMessagesFail() throws Exception {
        write("mine", "seda:mine", "- bean: {ref: door, method: open}");
        start();
        for (int i = 0; i < SEVERAL; i++) {
            send("seda:mine");
        }
        await().until(() -> door.calls.get() == SEVERAL);
        send("seda:mine");
        await().untilAsserted(() -> assertThat(told()).hasSize(1));

        door.shut = null;
        send("seda:mine");

        await().untilAsserted(
                        () -> assertThat(told()).hasSize(2).last().asString().contains("succeeds again"));
    }

    @Test
    void aRouteThatAnotherCallsIsToldOnceWithItsOwnFileAndWhoseMessageItWas() throws Exception {
        write("called", "direct:called", "- bean: {ref: door, method: open}");
        write("caller", "timer:caller?period=50&delay=0", "- to: direct:called");
        start();
        after(SEVERAL);

        assertThat(told())
                .singleElement()
                .asString()
                .contains(
                        "ROUTE-017  routes/called.camel.yaml:2:9  route called fails, begun by route caller: IllegalStateException");
    }

    @Test
    void itsPlaceIsWhereItIsWrittenAndNotWhereItIsNamedBefore() throws Exception {
        Files.writeString(routes.resolve("both.camel.yaml"), """
            - route:
                id: caller
                from:
                  uri: direct:caller
                  steps:
                    - to: direct:called
            - route:
                id: called
                from:
                  uri: direct:called
                  steps:
                    - bean: {ref: door, method: open}
            """);
        start();

        send("direct:caller");

        assertThat(told()).singleElement().asString().contains("ROUTE-017  routes/both.camel.yaml:8:9  route called");
    }

    @Test
    void whoSendsToItStillSeesWhatWasThrown() throws Exception {
        write("mine", "direct:mine", "- bean: {ref: door, method: open}");
        start();

        assertThat(send("direct:mine").getException()).isSameAs(door.shut);
        assertThat(send("direct:mine").getException()).isSameAs(door.shut);
        assertThat(told()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- wireTap: {uri: 'direct:called'}",
                "- multicast: {steps: [{to: 'direct:called'}, {to: 'direct:good'}]}",
                "- recipientList: {constant: 'direct:called,direct:good'}",
                "- split: {constant: 'a,b', parallelProcessing: true, steps: [{to: 'direct:called'}]}",
                "- enrich: {constant: 'direct:called'}",
                "- to: seda:called?waitForTaskToComplete=Always"
            })
    void whatFailsBesideAMessageIsToldOnceAndIsNoRecovery(String step) throws Exception {
        write("called", step.contains("seda") ? "seda:called" : "direct:called", "- bean: {ref: door, method: open}");
        write("good", "direct:good", "- log: {message: good, loggingLevel: DEBUG}");
        write("caller", "timer:caller?period=50&delay=0", step);
        start();
        after(SEVERAL);

        await().untilAsserted(() -> assertThat(told()).isNotEmpty());
        assertThat(told()).allMatch(line -> line.contains("ROUTE-017  routes/called.camel.yaml:2:9"));
        assertThat(told().size()).as("%s", told()).isLessThanOrEqualTo(step.contains("seda") ? 2 : 1);

        door.shut = null;

        await().untilAsserted(() -> assertThat(told()).last().asString().contains("succeeds again"));
    }

    @Test
    void whatARouteHandlesItselfIsItsOwnMatter() throws Exception {
        Files.writeString(routes.resolve("errors.camel.yaml"), """
            - routeConfiguration:
                id: mine
                onException:
                  - onException:
                      exception: [java.lang.Exception]
                      handled: {constant: "true"}
                      steps:
                        - log: {message: "handled here", loggingLevel: WARN, logName: mine}
            """);
        Files.writeString(routes.resolve("mine.camel.yaml"), """
            - route:
                id: mine
                routeConfigurationId: mine
                from:
                  uri: direct:mine
                  steps:
                    - bean: {ref: door, method: open}
            """);
        start();

        assertThat(send("direct:mine").getException()).isNull();
        assertThat(told()).containsExactly("WARN  mine handled here");
    }

    @Test
    void whatItsSenderTellsIsNotToldHereButWhatFailsBesideItIs() throws Exception {
        write("mine", "direct:mine", "- bean: {ref: door, method: open}");
        write("other", "direct:other", "- wireTap: {uri: 'direct:mine'}");
        start();

        assertThat(sendTold("direct:mine").getException()).isSameAs(door.shut);
        assertThat(told()).isEmpty();

        assertThat(sendTold("direct:other").getException()).isNull();
        await().untilAsserted(
                        () -> assertThat(told()).singleElement().asString().contains("ROUTE-017"));
    }

    private Exchange sendTold(String endpoint) throws IOException {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            return template.send(endpoint, RouteFailureLog::leaveToSender);
        }
    }

    @Test
    void withDebugEachFailureIsThereWithItsTrace() throws Exception {
        log.reset();
        StandardErrorLog.apply(log, Level.DEBUG);
        write("mine", "direct:mine", "- bean: {ref: door, method: open}");
        start();

        send("direct:mine");
        send("direct:mine");

        String all = written.toString(StandardCharsets.UTF_8);
        assertThat(all.split("Failed delivery for", -1)).hasSize(3);
        assertThat(all).contains("at dev.lamplighter.app.FailingRoutesTest$Door.");
    }

    private void write(String id, String source, String step) throws IOException {
        Files.writeString(routes.resolve(id + ".camel.yaml"), """
            - route:
                id: %s
                from:
                  uri: %s
                  steps:
                    %s
            """.formatted(id, source, step));
    }

    private void start() throws Exception {
        context.getRegistry().bind("door", door);
        HealthChecks.install(context, check);
        assertThat(files.load().problems()).isEmpty();
        context.start();
    }

    private void after(int calls) {
        int before = door.calls.get();
        // The next call begins after the end of the one before, of which the last of these lines would tell.
        await().until(() -> door.calls.get() > before + calls);
    }

    private Exchange send(String endpoint) throws IOException {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            return template.send(endpoint, exchange -> exchange.getMessage().setBody("x"));
        }
    }

    /** Without times and without what is said of the files. */
    private List<String> told() {
        return written.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^\\d{4}-\\S+ ", ""))
                .filter(line -> !line.contains("CONFIG-020"))
                .toList();
    }
}
