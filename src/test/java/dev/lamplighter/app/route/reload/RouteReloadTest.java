package dev.lamplighter.app.route.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.app.route.RequiredRoutes;
import dev.lamplighter.app.route.RouteFiles;
import dev.lamplighter.app.route.RouteLoadResult;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.base.code.WindowProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Route files that are edited while a context runs them, under the controller that the service has. */
@SuppressWarnings("NullAway.Init") // filled before each test
final class RouteReloadTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    @TempDir
    private Path home;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Notes notes = new Notes();
    private final List<RouteLoadResult> told = new CopyOnWriteArrayList<>();
    private volatile Set<String> present = Set.of();
    private volatile List<Problem> behind = List.of();
    private RequiredRoutes declared = RequiredRoutes.NONE;
    private RouteReload reload;
    private ProducerTemplate sender;

    /** What routes say, and a step that takes until it is let go. */
    public static final class Notes {
        final List<String> said = new CopyOnWriteArrayList<>();
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch end = new CountDownLatch(1);

        public void say(String text) {
            said.add(text);
        }

        public void hang(String text) throws InterruptedException {
            said.add(text + " begins");
            begun.countDown();
            end.await();
            said.add(text + " ends");
        }
    }

    @BeforeEach
    void bind() throws IOException {
        context.getRouteController().supervising();
        context.getRegistry().bind("notes", notes);
        write("stop.camel.yaml", route("stop", "direct:stop", "say", "stop one"));
        write("other.camel.yaml", route("other", "direct:other", "say", "other"));
    }

    @AfterEach
    void stop() throws IOException {
        notes.end.countDown();
        reload.close();
        context.close();
    }

    @Test
    void anEditedFileRunsForTheNextMessage() throws Exception {
        start(RequiredRoutes.NONE);
        send("direct:stop");
        write("stop.camel.yaml", route("stop", "direct:stop", "say", "stop two"));

        List<String> lines = reload();
        send("direct:stop");

        assertThat(notes.said).containsExactly("stop one", "stop two");
        assertThat(lines).containsExactly("routes/stop.camel.yaml  read again", "1 file read again");
        assertThat(reload()).containsExactly("no route file has changed");
    }

    @Test
    void whatIsUnderWayEndsOnTheRouteThatItBeganOnAndTheNextIsTheNewOne() throws Exception {
        write("stop.camel.yaml", route("stop", "direct:stop", "hang", "stop one"));
        start(RequiredRoutes.NONE);
        Future<?> underWay = sender.asyncSendBody("direct:stop", "x");
        notes.begun.await();
        write("stop.camel.yaml", route("stop", "direct:stop", "say", "stop two"));
        write("other.camel.yaml", route("other", "direct:other", "say", "other two"));

        assertThat(reload())
                .containsExactly(
                        "routes/other.camel.yaml  read again",
                        "routes/stop.camel.yaml  read again, waits: stop until 1 under way have ended",
                        "2 files read again");
        send("direct:other");
        assertThat(underWay).isNotDone();
        notes.end.countDown();
        underWay.get();
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            send("direct:stop");
            return notes.said.contains("stop two");
        });

        assertThat(notes.said.subList(0, 3)).containsExactly("stop one begins", "other two", "stop one ends");
    }

    @Test
    void aBrokenFileIsRefusedAndEverythingGoesOnAsBefore() throws Exception {
        start(RequiredRoutes.NONE);
        write("stop.camel.yaml", route("stop", "direct:stop", "say", "stop two").replace("method:", "methd:"));
        write("other.camel.yaml", route("other", "direct:other", "say", "other two"));

        assertThatThrownBy(this::reload)
                .hasMessageStartingWith("ROUTE-022  routes/stop.camel.yaml:6:")
                .hasMessageContaining("nothing is read again: ROUTE-002")
                .hasMessageContaining("methd");
        send("direct:stop");
        send("direct:other");

        assertThat(notes.said).containsExactly("stop one", "other");
        assertThat(told).isEmpty();
    }

    @Test
    void anEndpointThatNobodyListensToIsAMistakeToo() throws Exception {
        start(RequiredRoutes.NONE);
        write(
                "stop.camel.yaml",
                route("stop", "direct:stop", "say", "x") + "        - to: {id: stop.away, uri: 'direct:nowhere'}\n");

        assertThatThrownBy(this::reload).hasMessageContaining("ROUTE-011 no consumer for direct:nowhere");
    }

    @Test
    void aMistakeOfBeforeHindersNoReload() throws Exception {
        write("broken.camel.yaml", "- route: {id: broken, from: {uri: nosuch:x, steps: []}}\n");
        start(RequiredRoutes.NONE);
        write("stop.camel.yaml", route("stop", "direct:stop", "say", "stop two"));

        reload();
        send("direct:stop");
        assertThat(notes.said).containsExactly("stop two");
        assertThat(told.get(0).problems()).hasSize(1);

        write("broken.camel.yaml", route("broken", "direct:broken", "say", "mended"));
        reload();
        send("direct:broken");
        assertThat(notes.said).containsExactly("stop two", "mended");
        assertThat(told.get(1).problems()).isEmpty();
    }

    @Test
    void newFilesComeAndOldOnesGo() throws Exception {
        start(RequiredRoutes.NONE);
        write("farewell.camel.yaml", route("farewell", "direct:farewell", "say", "farewell"));
        write(
                "stop.camel.yaml",
                route("stop", "direct:stop", "say", "stop two")
                        + "        - to: {id: stop.farewell, uri: 'direct:farewell'}\n");
        Files.delete(home.resolve("routes/other.camel.yaml"));

        List<String> lines = reload();
        send("direct:stop");

        assertThat(notes.said).containsExactly("stop two", "farewell");
        assertThat(lines)
                .containsExactly(
                        "routes/farewell.camel.yaml  read again",
                        "routes/other.camel.yaml  gone",
                        "routes/stop.camel.yaml  read again",
                        "3 files read again");
        assertThat(context.getRoute("other")).isNull();
        assertThat(present).containsExactlyInAnyOrder("stop", "farewell");
    }

    @Test
    void aRouteMayTakeTheSourceOfOneThatGoes() throws Exception {
        start(RequiredRoutes.NONE);
        Files.delete(home.resolve("routes/stop.camel.yaml"));
        write("end.camel.yaml", route("end", "direct:stop", "say", "end"));

        reload();
        await().until(() -> context.getRoute("end") != null);
        send("direct:stop");

        assertThat(notes.said).containsExactly("end");
    }

    @Test
    void routesThatAreMadeFromATemplateOrHandledByAConfigurationFollowIt() throws Exception {
        write("errors.camel.yaml", configuration("one"));
        write("templates/made.camel.yaml", template("made one"));
        start(new RequiredRoutes(
                List.of(new TemplatedRoute("evening", "made", Map.of("source", "evening"))),
                List.of(),
                List.of(),
                Set.of()));
        send("direct:evening");
        write("errors.camel.yaml", configuration("two"));
        reload();
        send("direct:evening");
        write("templates/made.camel.yaml", template("made three"));
        reload();
        send("direct:evening");

        assertThat(notes.said)
                .containsExactly("made one", "handled one", "made one", "handled two", "made three", "handled two");
    }

    @Test
    void aSuspendedRouteIsTakenWhenItIsResumed() throws Exception {
        start(RequiredRoutes.NONE);
        context.getRouteController().suspendRoute("stop");
        write("stop.camel.yaml", route("stop", "direct:stop", "say", "stop two"));

        assertThat(reload()).first().isEqualTo("routes/stop.camel.yaml  read again, waits: stop until it is resumed");
        assertThat(context.getRouteController().getRouteStatus("stop").isSuspended())
                .isTrue();

        context.getRouteController().resumeRoute("stop");
        await().until(() -> {
            send("direct:stop");
            return notes.said.contains("stop two");
        });
    }

    @Test
    void manyReloadsOfABusyRouteLoseNoMessage() throws Exception {
        start(RequiredRoutes.NONE);
        CompletableFuture<Integer> busy = CompletableFuture.supplyAsync(() -> {
            int sent = 0;
            while (!notes.said.contains("stop 20")) {
                send("direct:stop");
                sent++;
            }
            return sent;
        });
        CompletableFuture<Boolean> looksStopped = CompletableFuture.supplyAsync(() -> {
            boolean seen = false;
            while (!busy.isDone()) {
                seen |= RouteReload.isStopped(context, "stop");
            }
            return seen;
        });
        for (int edit = 1; edit <= 20; edit++) {
            String text = "stop " + edit;
            write("stop.camel.yaml", route("stop", "direct:stop", "say", text));
            reload();
            await().atMost(Duration.ofSeconds(30)).until(() -> notes.said.contains(text));
        }

        assertThat(notes.said).hasSize(busy.get());
        assertThat(looksStopped.get()).isFalse();
        assertThat(context.getRoutes()).hasSize(2);
        assertThat(context.getRouteDefinitions()).hasSize(2);
    }

    @Test
    void beansOfAFileAreNotReadAnew() throws Exception {
        start(RequiredRoutes.NONE);
        write("beans.camel.yaml", "- beans:\n    - {name: mine, type: java.util.ArrayList}\n");

        assertThatThrownBy(this::reload).hasMessageContaining("ROUTE-023 beans of a file are not read again");
    }

    @Test
    void whatIsDeclaredBesideTheFilesIsTakenWithThemOrNotAtAll() throws Exception {
        write("errors.camel.yaml", configuration("one"));
        write("templates/made.camel.yaml", template("made"));
        start(RequiredRoutes.NONE);
        Declared evening = new Declared(
                new RequiredRoutes(
                        List.of(new TemplatedRoute("evening", "made", Map.of("source", "evening"))),
                        List.of(),
                        List.of(),
                        Set.of()),
                List.of());
        Declared mistaken = new Declared(
                evening.routes(),
                List.of(new Problem(
                        WindowProblemCode.NO_INSTANCE, "windows.yaml:3", "no such zone", "a typo", "correct it")));
        write("stop.camel.yaml", route("stop", "direct:stop", "say", "stop two"));

        assertThatThrownBy(() -> reload.reload(() -> mistaken))
                .hasMessageStartingWith("ROUTE-022  windows.yaml:3  nothing is read again: WINDOW-010 no such zone");
        send("direct:stop");
        assertThat(present).doesNotContain("evening");
        assertThat(mistaken.taken).isEmpty();

        assertThat(reload.reload(() -> evening))
                .containsExactly("evening  new", "routes/stop.camel.yaml  read again", "1 file read again");
        send("direct:stop");
        send("direct:evening");
        assertThat(notes.said).containsExactly("stop one", "stop two", "made", "handled one");

        reload();
        assertThat(context.getRoute("evening")).isNull();
        assertThat(present).containsExactlyInAnyOrder("stop", "other");
    }

    @Test
    void aRouteThatIsNeverFreeOfMessagesIsToldUntilItIsTaken() throws Exception {
        write("stop.camel.yaml", route("stop", "direct:stop", "hang", "stop one"));
        start(RequiredRoutes.NONE);
        Future<?> underWay = sender.asyncSendBody("direct:stop", "x");
        notes.begun.await();
        write("stop.camel.yaml", route("stop", "direct:stop", "say", "stop two"));

        reload();
        await().until(() -> !behind.isEmpty());
        assertThat(behind)
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .startsWith("ROUTE-025  routes/stop.camel.yaml  route \"stop\" still runs as it was before the reload");

        notes.end.countDown();
        underWay.get();
        await().until(() -> behind.isEmpty());
    }

    @Test
    void whereTheServiceCanNotTakeARouteTheEarlierOneGoesOnAndThatIsTold() throws Exception {
        start(RequiredRoutes.NONE);
        write(
                "stop.camel.yaml",
                route("stop", "file:/nowhere?autoCreate=false&startingDirectoryMustExist=true", "say", "stop two"));
        write("other.camel.yaml", route("other", "direct:other", "say", "other two"));

        assertThat(reload()).filteredOn(line -> line.startsWith("ROUTE-024  ")).hasSize(1);
        await().until(() -> !behind.isEmpty());
        assertThat(behind)
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .startsWith("ROUTE-024  routes/stop.camel.yaml  route \"stop\" can't be taken into the running service")
                .contains("/nowhere", "the earlier one goes on");
        send("direct:stop");
        send("direct:other");
        assertThat(notes.said).containsExactly("stop one", "other two");

        write("stop.camel.yaml", route("stop", "direct:stop", "say", "stop three"));
        reload();
        send("direct:stop");
        assertThat(notes.said).endsWith("stop three");
        assertThat(behind).isEmpty();
    }

    private List<String> reload() {
        return reload.reload(() -> new Declared(declared, List.of()) {
            @Override
            public List<String> take() {
                return List.of();
            }
        });
    }

    /** What windows.yaml is to the service. */
    private static class Declared implements RouteReload.Declarations {
        final List<String> taken = new ArrayList<>();
        private final RequiredRoutes routes;
        private final List<Problem> mistakes;

        Declared(RequiredRoutes routes, List<Problem> mistakes) {
            this.routes = routes;
            this.mistakes = mistakes;
        }

        @Override
        public RequiredRoutes routes() {
            return routes;
        }

        @Override
        public List<Problem> mistakes() {
            return mistakes;
        }

        @Override
        public List<String> take() {
            taken.add("taken");
            return List.of("evening  new");
        }
    }

    private static String route(String id, String from, String method, String text) {
        return """
                - route:
                    id: %s
                    from:
                      uri: %s
                      steps:
                        - bean: {id: %s.step, ref: notes, method: "%s('%s')"}
                """.formatted(id, from, id, method, text);
    }

    private static String template(String text) {
        return """
                - routeTemplate:
                    id: made
                    parameters: [{name: source}]
                    route:
                      routeConfigurationId: errors
                      from:
                        uri: direct:{{source}}
                        steps:
                          - bean: {id: made.step, ref: notes, method: "say('%s')"}
                          - throwException: {id: made.fail, exceptionType: java.lang.IllegalStateException, message: no}
                """.formatted(text);
    }

    private static String configuration(String text) {
        return """
                - routeConfiguration:
                    id: errors
                    onException:
                      - onException:
                          exception: [java.lang.Exception]
                          handled: {constant: "true"}
                          steps:
                            - bean: {id: errors.step, ref: notes, method: "say('handled %s')"}
                """.formatted(text);
    }

    private void write(String file, String content) throws IOException {
        Path path = home.resolve("routes").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private void start(RequiredRoutes from) {
        declared = from;
        Path folder = home.resolve("routes");
        RouteFiles files = RouteFiles.silent(context, folder);
        files.load(declared);
        context.start();
        reload = RouteReload.of(
                context,
                files,
                folder,
                new Properties(),
                Map.of("notes", notes),
                declared,
                new RouteReload.Listener() {
                    @Override
                    public void loaded(RouteLoadResult routes) {
                        told.add(routes);
                    }

                    @Override
                    public void present(Set<String> routes) {
                        present = routes;
                    }

                    @Override
                    public void behind(List<Problem> problems) {
                        behind = List.copyOf(problems);
                    }
                },
                PATIENCE);
        sender = context.createProducerTemplate();
    }

    private void send(String uri) {
        sender.sendBody(uri, "x");
    }
}
