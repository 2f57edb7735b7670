package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.app.route.RouteLoadResult;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.window.action.ActionRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole route files of the windows as the version before shipped them, beside the other files of now: each is told in one line, and
 * what they find due goes through the routes of its actions.
 */
final class EarlierWindowRoutesTest {
    private static final Path EARLIER = Path.of("src/test/resources/routes-of-8937dd5");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String INSTANCE = "i-0123456789abcdef0";
    private static final String EIP = "eipalloc-0123456789abcdef0";
    private static final String WINDOWS = """
        windows:
          - name: sunday
            zone: America/Chicago
            when: {days: SUN, opens: "08:30", closes: "19:00"}
            instance: i-0123456789abcdef0
            addresses:
              - {eip: eipalloc-0123456789abcdef0, eni: eni-0123456789abcdef0}
        """;

    private final SimulatedClock clock = new SimulatedClock("2026-11-22T14:20:00Z");
    private final SimulatedEc2 ec2 =
            new SimulatedEc2(clock).instance(INSTANCE, "eni-0123456789abcdef0").address(EIP);
    private final WindowCamel camel = new WindowCamel(WINDOWS, clock, ec2);
    private final List<String> passed = new CopyOnWriteArrayList<>();

    @TempDir
    private Path home;

    /** The operator's step in the routes of actions. */
    public static final class Step {
        private final List<String> passed;

        Step(List<String> passed) {
            this.passed = passed;
        }

        public void run(ActionRun run) {
            passed.add(run.getAction() + " " + run.getResource());
        }
    }

    /** The files of now, with a step in the route of each action that these windows need. */
    @BeforeEach
    void copyRoutesOfNow() throws IOException {
        camel.context.getRegistry().bind("step", new Step(passed));
        for (Path file : WindowCamel.windowFiles()) {
            Path copy = home.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        for (String action : List.of("start", "associate", "stop")) {
            Path file = home.resolve("routes/ec2-" + action + ".camel.yaml");
            String text = Files.readString(file);
            assertThat(text).contains("      steps:\n");
            Files.writeString(
                    file,
                    text.replace(
                            "      steps:\n",
                            "      steps:\n        - bean: {id: ec2-" + action + ".step, ref: step, method: run}\n"));
        }
    }

    @AfterEach
    void close() {
        camel.close();
    }

    private RouteLoadResult load() {
        return camel.load(home.resolve("routes"));
    }

    private void bringBack(String name) throws IOException {
        Files.copy(
                EARLIER.resolve(name + ".camel.yaml"),
                home.resolve("routes/" + name + ".camel.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> lines(List<Problem> problems) {
        return problems.stream().map(Problem::line).toList();
    }

    @Test
    void theFilesOfNowAreToldNothing() {
        assertThat(lines(load().warnings())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "templates/window-start, 33:23, start, {{window}}.start",
        "templates/window-stop, 33:23, stop, {{window}}.stop",
        "templates/window-associate, 33:23, associate, {{window}}.associate",
        "windows-reconcile, 22:21, reconcile, all"
    })
    void eachIsToldInOneLine(String name, String place, String method, String body) throws IOException {
        bringBack(name);

        RouteLoadResult loaded = load();

        assertThat(lines(loaded.problems())).isEmpty();
        assertThat(lines(loaded.warnings()))
                .containsExactly("ROUTE-021  routes/" + name + ".camel.yaml:" + place
                        + "  old call windows." + method + ": setBody with " + body
                        + ", then to: direct:window-due, has replaced it: all that is due goes there; this version is"
                        + " the last that reads it; fix: write setBody with " + body
                        + ", then to: direct:window-due, instead, and the id window-errors for windows");
    }

    @Test
    void theErrorsOfTheWindowsAreToldInOneLine() throws IOException {
        bringBack("window-errors");

        assertThat(lines(load().warnings()))
                .containsExactly("ROUTE-020  routes/window-errors.camel.yaml:2:9  old route configuration windows:"
                        + " window-errors has replaced it; this version is the last that reads it; fix: write"
                        + " window-errors instead");
    }

    @Test
    void theTemplatesOpenAndCloseAWindowByTheRoutesOfItsActions() throws Exception {
        for (String name : List.of(
                "templates/window-start", "templates/window-associate", "templates/window-stop", "window-errors")) {
            bringBack(name);
        }
        Files.delete(home.resolve("routes/windows-reconcile.camel.yaml")); // which would do all of it
        assertThat(load().warnings()).hasSize(4);
        camel.context.start();

        ec2.before("DescribeInstances", any -> clock.pass(Duration.ofSeconds(1)));
        camel.ring("sunday.start");
        await().atMost(LIMIT).until(() -> ec2.holder(EIP).isPresent());
        await().atMost(LIMIT).until(() -> camel.actions.underWay(EIP).isEmpty());

        ec2.hold(EIP, null, null);
        clock.set("2026-11-22T14:40:00Z");
        ringUntil("sunday.associate", "ASSOCIATE " + EIP, 2);

        clock.set("2026-11-23T01:00:00Z");
        ringUntil("sunday.stop", "STOP " + INSTANCE, 1);

        List<String> calls = List.of("START " + INSTANCE, "ASSOCIATE " + EIP, "ASSOCIATE " + EIP, "STOP " + INSTANCE);
        assertThat(passed).isEqualTo(calls);
        assertThat(ec2.mutations)
                .extracting(call -> call.replace(" eni-0123456789abcdef0", ""))
                .isEqualTo(calls);
    }

    /** A stop comes when its instance was seen running in two passes. */
    private void ringUntil(String route, String call, int times) throws Exception {
        while (ec2.mutations.stream().filter(done -> done.startsWith(call)).count() < times) {
            int looks = ec2.reads.size();
            camel.ring(route);
            await().atMost(LIMIT).until(() -> ec2.reads.size() > looks);
            clock.pass(Stage.TICK);
        }
    }

    @Test
    void aFailureOfATemplateIsToldByTheErrorsOfBefore() throws Exception {
        bringBack("templates/window-start");
        bringBack("window-errors");
        Files.delete(home.resolve("routes/windows-reconcile.camel.yaml"));
        load();
        List<String> handled = new CopyOnWriteArrayList<>();
        camel.context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof CamelEvent.ExchangeFailureHandledEvent failure) {
                    handled.add(failure.getExchange().getFromRouteId());
                }
            }
        });
        camel.context.start();
        ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.noAnswer();
        });

        camel.ring("sunday.start");

        await().atMost(LIMIT).until(() -> handled.contains("sunday.start"));
    }

    @Test
    void reconcileOpensAndClosesAWindowByTheRoutesOfItsActions() throws Exception {
        bringBack("windows-reconcile");
        load();
        ec2.before("DescribeInstances", any -> clock.pass(Duration.ofSeconds(1)));
        camel.context.start();
        await().atMost(LIMIT).until(() -> ec2.mutations.contains("START " + INSTANCE));

        clock.set("2026-11-22T14:40:00Z");
        lookUntil("ASSOCIATE " + EIP);
        look(); // sees that all is in place
        clock.set("2026-11-23T01:00:00Z");
        lookUntil("STOP " + INSTANCE);

        assertThat(passed).containsExactly("START " + INSTANCE, "ASSOCIATE " + EIP, "STOP " + INSTANCE);
        assertThat(camel.alertCodes()).isEmpty();
    }

    private void lookUntil(String call) throws Exception {
        while (ec2.mutations.stream().noneMatch(done -> done.startsWith(call))) {
            look();
        }
    }

    /** Has the clock of windows-reconcile ring at once, as at a start. */
    private void look() throws Exception {
        int looks = ec2.reads.size();
        camel.context.getRouteController().stopRoute("windows-reconcile");
        camel.context.getRouteController().startRoute("windows-reconcile");
        await().atMost(LIMIT).until(() -> ec2.reads.size() > looks);
        clock.pass(Stage.TICK);
    }
}
