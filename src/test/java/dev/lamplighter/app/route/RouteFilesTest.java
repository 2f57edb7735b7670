package dev.lamplighter.app.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.TemplatedRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Endpoint;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

final class RouteFilesTest {
    private static final String GOOD = """
        - route:
            id: good
            description: Says hello; harmless to repeat.
            from: {uri: "timer:good?delay=-1&repeatCount=1", steps: [{to: {uri: "direct:good"}}]}
        """;
    private static final String GOOD_DIRECT = """
        - route:
            id: good-direct
            from: {uri: "direct:good", steps: [{log: {message: hello}}]}
        """;

    @TempDir
    private Path home;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private RouteFiles files;

    /** Named so that the test can tell it from a bean a file brings. */
    public static final class Fleet {
        public void show() {}
    }

    @BeforeEach
    void prepare() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("light.period", "1000");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("fleet", new Fleet());
        write("good.camel.yaml", GOOD);
        write("good-direct.camel.yaml", GOOD_DIRECT);
        files = new RouteFiles(context, home.resolve("routes"));
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    static List<BrokenFile> brokenFiles() {
        return BrokenFile.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFiles")
    void aBrokenFileCostsOnlyItselfAndSaysWhyInOneLine(BrokenFile broken) throws IOException {
        write(broken.name(), broken.text());

        RouteLoadResult loaded = files.load();
        context.start();

        assertThat(loaded.problems()).extracting(Problem::line).containsExactly(broken.line());
        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.files()).containsExactly("routes/good-direct.camel.yaml", "routes/good.camel.yaml");
        assertThat(context.getRouteController().getRouteStatus("good")).isEqualTo(ServiceStatus.Started);
        assertThat(context.getRouteController().getRouteStatus("good-direct")).isEqualTo(ServiceStatus.Started);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFiles")
    void aBrokenFileLeavesNothingBehind(BrokenFile broken) throws IOException {
        files.load();
        Set<String> before = contents();

        write("zz-" + broken.name(), broken.text());
        Files.delete(home.resolve("routes/good.camel.yaml"));
        Files.delete(home.resolve("routes/good-direct.camel.yaml"));
        files.load();

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aFileWhoseSecondRouteIsBrokenLosesItsFirstToo() throws IOException {
        write("two.camel.yaml", """
            - beans: [{name: mine, type: java.util.ArrayList}]
            - routeConfiguration: {id: errors, onException: [{onException: {exception: [java.lang.Exception], steps: [{log: {message: x}}]}}]}
            - routeTemplate:
                id: lost
                route: {from: {uri: "direct:lost", steps: [{log: {message: x}}]}}
            - route: {id: first, from: {uri: "direct:first", steps: [{log: {message: x}}]}}
            - route: {id: second, from: {uri: "timer:x?perriod=1", steps: [{log: {message: x}}]}}
            """);

        RouteLoadResult loaded = files.load();

        assertThat(loaded.problems()).hasSize(1);
        assertThat(loaded.routes()).containsExactly("good-direct", "good");
        assertThat(contents()).noneMatch(name -> name.matches(".*(mine|errors|lost|first|second|timer://x).*"));
    }

    @ParameterizedTest(name = "supervised: {0}")
    @ValueSource(booleans = {false, true})
    void theScheduleOfABrokenFileDoesNotGoOff(boolean supervised) throws Exception {
        if (supervised) {
            context.getRouteController().supervising();
        }
        write("window.camel.yaml", """
            - route:
                id: window
                from:
                  uri: quartz:windows/broken?cron=0/1+*+*+*+*+?
                  steps: [{bean: {ref: nosuch}}]
            """);
        write("xindow.camel.yaml", """
            - route:
                id: xindow
                from:
                  uri: quartz:windows/whole?cron=0/1+*+*+*+*+?
                  steps: [{bean: {ref: fleet, method: show}}]
            """);

        files.load();
        context.start();

        Scheduler scheduler =
                context.getComponent("quartz", QuartzComponent.class).getScheduler();
        assertThat(scheduler.getTriggerKeys(GroupMatcher.anyGroup()))
                .extracting(TriggerKey::getName)
                .containsExactly("whole");
        assertThat(context.getRouteController().getRouteStatus("xindow")).isEqualTo(ServiceStatus.Started);
    }

    @Test
    void aRouteWhoseEndpointCanNotBeReachedIsRetriedAndNotBroken() throws Exception {
        context.getRouteController().supervising().setBackOffDelay(10);
        AtomicInteger refusals = new AtomicInteger(2);
        context.addComponent("far", new FarComponent(refusals));
        write("far.camel.yaml", "- route: {id: far, from: {uri: \"far:away\", steps: [{log: {message: x}}]}}\n");

        RouteLoadResult loaded = files.load();
        context.start();

        assertThat(loaded.problems()).isEmpty();
        await().until(() -> context.getRouteController().getRouteStatus("far") == ServiceStatus.Started);
        await().until(() -> context.getRouteController().getRouteStatus("good") == ServiceStatus.Started);
        assertThat(refusals).hasValueLessThan(2);
    }

    @Test
    void theIdOfABrokenFileIsFreeForTheNext() throws IOException {
        write("a.camel.yaml", "- route: {id: a, from: {uri: \"timer:x?perriod=1\", steps: [{log: {message: x}}]}}\n");
        write("b.camel.yaml", "- route: {id: a, from: {uri: \"direct:a\", steps: [{log: {message: x}}]}}\n");

        RouteLoadResult loaded = files.load();

        assertThat(loaded.problems()).extracting(Problem::code).containsExactly("ROUTE-003");
        assertThat(loaded.routes()).contains("a");
    }

    @Test
    void anEmptyFileIsOnlyAWarning() throws IOException {
        write("light.camel.yaml", "# nothing yet\n\n");

        RouteLoadResult loaded = files.load();

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.warnings())
                .extracting(Problem::line)
                .containsExactly("ROUTE-008  routes/light.camel.yaml  empty file: there is no route in it; fix: fill it"
                        + " or delete it");
    }

    @Test
    void aRouteWithoutAnIdIsLoadedWithAWarning() throws IOException {
        write("light.camel.yaml", "- route: {from: {uri: \"direct:a\", steps: [{log: {message: x}}]}}\n");

        assertThat(files.load().warnings()).extracting(Problem::code).containsExactly("ROUTE-013");
    }

    @Test
    void aTimerKeepsWorkingWithOneWarningThatNamesTheScheduler() throws Exception {
        write("mine.camel.yaml", """
            - route:
                id: mine
                from:
                  uri: timer
                  parameters: {timerName: mine, delay: 0, period: "{{light.period}}"}
                  steps: [{to: {uri: "mock:mine"}}]
            - route: {id: second, from: {uri: "timer:second", steps: [{to: {uri: "mock:second"}}]}}
            """);

        RouteLoadResult loaded = files.load();
        context.start();

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.warnings())
                .extracting(Problem::line)
                .containsExactly("CONFIG-020  routes/mine.camel.yaml:4:12  timer: waits on the wall clock: when that is"
                        + " set back by two hours, the route stands still for two hours; fix: write scheduler: with"
                        + " delay in place of period and initialDelay in place of delay");
        await().until(() -> context.getEndpoint("mock:mine", MockEndpoint.class).getReceivedCounter() > 0);
    }

    @Test
    void aTimerInATemplateIsWarnedOfOnceHoweverManyRoutesAreMadeOfIt() throws IOException {
        write("templates/poll.camel.yaml", """
            - routeTemplate:
                id: poll
                parameters: [{name: poll}]
                route: {from: {uri: "timer:{{poll}}?period=1000", steps: [{log: {message: x}}]}}
            """);

        files.load();
        RouteLoadResult loaded = files.add(List.of(
                new TemplatedRoute("a", "poll", Map.of("poll", "a")),
                new TemplatedRoute("b", "poll", Map.of("poll", "b"))));

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.warnings())
                .extracting(Problem::where)
                .containsExactly("routes/templates/poll.camel.yaml:4:26");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timer:once?repeatCount=1", "scheduler:mine?delay=1000", "quartz:mine?cron=0+0+9+*+*+?"})
    void whatNoClockThatIsSetCanHoldUpIsNotWarnedOf(String uri) throws IOException {
        write("mine.camel.yaml", "- route: {id: mine, from: {uri: \"" + uri + "\", steps: [{log: {message: x}}]}}\n");

        assertThat(files.load().warnings()).isEmpty();
    }

    @Test
    void aRouteWhoseConfigurationIsNotThereIsLoadedWithAWarning() throws IOException {
        write(
                "light.camel.yaml",
                "- route: {id: a, routeConfigurationId: nope, from: {uri: \"direct:a\", steps: [{log: {message:"
                        + " x}}]}}\n");

        assertThat(files.load().warnings()).extracting(Problem::code).containsExactly("ROUTE-014");
    }

    @Test
    void aConfigurationIsThereForTheRoutesOfFilesThatSortBeforeIt() throws IOException {
        write(
                "zz-errors.camel.yaml",
                "- routeConfiguration: {id: errors, onException: [{onException: {exception: [java.lang.Exception],"
                        + " steps: [{log: {message: x}}]}}]}\n");
        write(
                "light.camel.yaml",
                "- route: {id: a, routeConfigurationId: errors, from: {uri: \"direct:a\","
                        + " steps: [{log: {message: x}}]}}\n");

        assertThat(files.load())
                .isEqualTo(new RouteLoadResult(
                        List.of(
                                "routes/zz-errors.camel.yaml",
                                "routes/good-direct.camel.yaml",
                                "routes/good.camel.yaml",
                                "routes/light.camel.yaml"),
                        List.of("good-direct", "good", "a"),
                        List.of(),
                        List.of(),
                        Map.of()));
    }

    @Test
    void whatLooksLikeARouteAndHasAnotherNameIsOneLineThatNamesTheRightOne() throws IOException {
        write("mine.yaml", GOOD);
        write("mine.camel.yml", GOOD);
        write("mine.xml", "<routes/>");
        write("UPPER.CAMEL.YAML", GOOD);
        write("notes.txt", "no route");
        Files.createDirectories(home.resolve("routes/folder.camel.yaml"));

        RouteLoadResult loaded = files.load();

        assertThat(loaded.warnings())
                .extracting(problem -> problem.code() + " " + problem.where() + " " + problem.fix())
                .containsExactlyInAnyOrder(
                        "ROUTE-015 routes/mine.yaml rename it routes/mine.camel.yaml",
                        "ROUTE-015 routes/mine.camel.yml rename it routes/mine.camel.yaml",
                        "ROUTE-015 routes/mine.xml rename it routes/mine.camel.xml",
                        "ROUTE-015 routes/UPPER.CAMEL.YAML rename it routes/UPPER.camel.yaml",
                        "ROUTE-015 routes/folder.camel.yaml rename it, or put the file in its place");
        assertThat(loaded.problems()).isEmpty();
    }

    @Test
    void aDotInANameIsOneLineThatNamesTheRightOne() throws IOException {
        write("my.stop.camel.yaml", GOOD);
        write("my.camel.camel.xml", "<routes/>");
        Files.createDirectories(home.resolve("routes/v1.2"));
        write(
                "v1.2/other.camel.yaml",
                GOOD_DIRECT.replace("good-direct", "other").replace("direct:good", "direct:other"));

        RouteLoadResult loaded = files.load();

        assertThat(loaded.problems())
                .extracting(Problem::line)
                .containsExactly(
                        "ROUTE-015  routes/my.camel.camel.xml  not loaded: its name has a dot before .camel, so that Camel"
                                + " doesn't recognise it as a route file; fix: rename it routes/my-camel.camel.xml",
                        "ROUTE-015  routes/my.stop.camel.yaml  not loaded: its name has a dot before .camel, so that Camel"
                                + " doesn't recognise it as a route file; fix: rename it routes/my-stop.camel.yaml");
        assertThat(loaded.routes()).containsExactly("good-direct", "good", "other");
    }

    @Test
    void aFileTooLargeOrTooDeepCostsOnlyItselfAndOneLine() throws IOException {
        write("large.camel.yaml", "# " + "x".repeat(2 << 20));
        write("deep.camel.yaml", "- ".repeat(200_000) + "x\n");
        RouteLoadResult loaded = files.load();

        assertThat(loaded.problems())
                .extracting(problem -> problem.code() + " " + problem.where().replaceFirst(":.*", ""))
                .containsExactlyInAnyOrder("ROUTE-016 routes/large.camel.yaml", "ROUTE-001 routes/deep.camel.yaml");
        assertThat(loaded.files()).contains("routes/good.camel.yaml");
    }

    @Test
    void aFolderThatIsNotThereIsAProblem() {
        RouteLoadResult loaded = new RouteFiles(context, home.resolve("nowhere")).load();

        assertThat(loaded.problems()).extracting(Problem::code).containsExactly("ROUTE-012");
    }

    @Test
    void aProblemCanNotForgeASecondLine() throws IOException {
        write("light.camel.yaml", "- route: {id: \"a\\nROUTE-000\", from: {uri: \"x\\ny:z\", steps: []}}\n");

        assertThat(files.load().problems()).extracting(Problem::line).allMatch(line -> !line.contains("\n"));
        assertThat(new RouteFilesStatus(files).getProblems()).hasSize(1);
    }

    private Set<String> contents() {
        Set<String> contents = new TreeSet<>();
        context.getRouteDefinitions().stream().map(RouteDefinition::getRouteId).forEach(contents::add);
        context.getRouteTemplateDefinitions().stream()
                .map(RouteTemplateDefinition::getId)
                .forEach(contents::add);
        context.getRouteConfigurationDefinitions().stream()
                .map(RouteConfigurationDefinition::getId)
                .forEach(contents::add);
        context.getEndpoints().stream().map(Endpoint::getEndpointUri).forEach(contents::add);
        context.getRegistry()
                .findByTypeWithName(Object.class)
                .forEach((name, bean) -> contents.add(name + " " + bean.getClass()));
        return contents;
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve("routes").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
