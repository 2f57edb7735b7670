package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;

/** Route files and windows.yaml, edited while the service runs and steps and occurrences of theirs are under way. */
@Tag("long")
final class ReloadIT {
    private static final String STOP = "routes/ec2-stop.camel.yaml";
    private static final List<String> WINDOWS = List.of("first", "second", "kept");

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestAccount account;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ServiceHome home;

    @SuppressWarnings("NullAway.Init") // set before each test
    private List<String> instances;

    @SuppressWarnings("NullAway.Init") // set before each test
    private String shipped;

    @BeforeEach
    void unpack() throws IOException {
        account = new TestAccount("reload");
        instances = account.stoppedInstances(WINDOWS.size() + 1);
        home = ServiceHome.unpack("reload", TestAccount.noCosts());
        shipped = Files.readString(home.path(STOP));
        Instant from = Instant.now().minusSeconds(1);
        declare(WINDOWS.stream()
                .map(name -> window(name, from, Duration.ofHours(2), instance(name)))
                .toArray(String[]::new));
    }

    private static String window(String name, Instant from, Duration length, String instance) {
        return new OneOffWindow(name, from, length, Duration.ofSeconds(1), instance, Map.of()).yaml();
    }

    private void declare(String... windows) {
        home.write("windows.yaml", "windows:\n" + String.join("", windows));
    }

    @AfterEach
    void close() {
        account.close();
    }

    private String instance(String window) {
        return instances.get(WINDOWS.indexOf(window));
    }

    /** A step that says {@code text} and one that takes {@code millis} before the call of a stop. */
    private void edit(String text, int millis) {
        String last = "        - to:\n            id: ec2-stop.call\n";
        assertThat(shipped).contains(last);
        home.write(STOP, shipped.replace(last, """
                        - log: {id: ec2-stop.tell, message: "%1$s begins ${variable.action.window}"}
                        - delay: {id: ec2-stop.wait, expression: {constant: {expression: "%2$d"}}}
                        - log: {id: ec2-stop.told, message: "%1$s is over ${variable.action.window}"}
                        """.formatted(text, millis).indent(8) + last));
    }

    @Test
    void anEditedStepIsTakenWhileAnotherIsUnderWayAndABrokenFileNever() throws Exception {
        edit("earlier", 7000);
        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            await().atMost(ServiceHome.LONGEST)
                    .until(() -> WINDOWS.stream()
                            .allMatch(name -> account.state(instance(name)).equals("running")));
            home.run("windows", "close", "first", "--no-wait");
            home.awaitLog("earlier begins first");

            edit("edited", 1);
            ServiceHome.Ended taken = reload();
            assertThat(taken.exitCode()).as(taken.output().toString()).isZero();
            assertThat(taken.output())
                    .containsExactly(
                            "windows.yaml  no window has changed",
                            STOP + "  read again, waits: ec2-stop until 1 under way have ended",
                            "1 file read again");
            assertThat(home.log(line -> line.endsWith("earlier is over first"))).isEmpty();

            home.awaitLog("earlier is over first");
            home.awaitLog("reload route=ec2-stop file=" + STOP + " taken");
            home.run("windows", "close", "second");
            await().atMost(ServiceHome.LONGEST)
                    .until(() -> Stream.of("first", "second")
                            .allMatch(name -> account.state(instance(name)).equals("stopped")));

            Files.writeString(
                    home.path(STOP), shipped.replace("uri: direct:ec2-stop-call", "ury: direct:ec2-stop-call"));
            ServiceHome.Ended refused = reload();
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output())
                    .singleElement()
                    .asString()
                    .startsWith("ROUTE-022  " + STOP + ":14:")
                    .contains("nothing is read again: ROUTE-002", "\"ury\"");
            assertThatThrownBy(() -> overJmx(service)).hasMessageContaining("ROUTE-022");
            home.run("windows", "close", "kept");
            home.awaitLog("edited is over kept");
        }

        assertThat(home.log(line -> line.contains(" INFO  ec2-stop ")))
                .extracting(line -> line.replaceFirst(".*ec2-stop +", ""))
                .containsExactly(
                        "earlier begins first",
                        "earlier is over first",
                        "edited begins second",
                        "edited is over second",
                        "edited begins kept",
                        "edited is over kept");
        for (String name : WINDOWS) {
            assertThat(account.calls(
                            StopInstancesRequest.class,
                            call -> call.instanceIds().contains(instance(name))))
                    .as(name)
                    .hasSize(1);
            assertThat(account.calls(
                            StartInstancesRequest.class,
                            call -> call.instanceIds().contains(instance(name))))
                    .as(name)
                    .hasSize(1);
        }
        assertThat(home.complaints())
                .filteredOn(line -> !line.contains(" WINDOW-111  ")) // of windows that were open before the service
                .hasSize(2)
                .allMatch(line -> line.contains("reload refused: ROUTE-002  " + STOP));
        assertThat(home.traces()).isEmpty();
    }

    @Test
    void editedWindowsAreTakenAndAnOccurrenceUnderWayKeepsItsEndAlsoOfAWindowThatIsGone() throws Exception {
        Instant from = Instant.now();
        String spare = instances.get(WINDOWS.size());
        String second = window("second", from, Duration.ofHours(2), instance("second"));
        declare(window("first", from, Duration.ofSeconds(40), instance("first")), second);
        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            awaitState("running", instance("first"), instance("second"));

            declare(second.replace("zone: UTC", "zone: Utopia/Nowhere"));
            ServiceHome.Ended refused = reload();
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output())
                    .singleElement()
                    .asString()
                    .startsWith("ROUTE-022  windows.yaml:")
                    .contains("nothing is read again: ", "Utopia/Nowhere");
            assertThat(home.run("windows", "status").output())
                    .anyMatch(line -> line.startsWith("first "))
                    .noneMatch(line -> line.startsWith("set aside"));

            declare(
                    window("first", from, Duration.ofHours(3), instance("first")),
                    window("fresh", Instant.now(), Duration.ofSeconds(30), spare));
            ServiceHome.Ended taken = reload();
            assertThat(taken.exitCode()).as(taken.output().toString()).isZero();
            assertThat(taken.output()).hasSize(4);
            assertThat(taken.output().get(0))
                    .startsWith("windows.yaml  first  changed, none to come; the one under way ends at ");
            assertThat(taken.output().get(1)).startsWith("windows.yaml  fresh  new, ");
            assertThat(taken.output().get(2))
                    .startsWith("windows.yaml  second  gone; the one under way ends at ")
                    .endsWith(" as before");
            awaitState("running", spare);
            await().atMost(ServiceHome.LONGEST).until(() -> {
                List<String> routes = routes(service);
                return routes.contains("fresh.stop") && !routes.contains("second.stop");
            });

            awaitState("stopped", instance("first"), spare);
            assertThat(account.state(instance("second"))).isEqualTo("running");
            home.run("windows", "close", "second");
            awaitState("stopped", instance("second"));
        }

        for (String id : List.of(instance("first"), instance("second"), spare)) {
            assertThat(account.calls(
                            StopInstancesRequest.class,
                            call -> call.instanceIds().contains(id)))
                    .as(id)
                    .hasSize(1);
            assertThat(account.calls(
                            StartInstancesRequest.class,
                            call -> call.instanceIds().contains(id)))
                    .as(id)
                    .hasSize(1);
        }
        assertThat(home.complaints())
                .filteredOn(
                        line -> !line.contains(" WINDOW-111  ")) // of windows that are open before they are declared
                .singleElement()
                .asString()
                .contains("reload refused: ");
        assertThat(home.traces()).isEmpty();
    }

    /** Tries again while the service is still starting, as its answer says to. */
    private ServiceHome.Ended reload() throws Exception {
        Instant last = Instant.now().plus(ServiceHome.LONGEST);
        ServiceHome.Ended ended = home.run("reload");
        while (ended.output().toString().contains("still starting")
                && Instant.now().isBefore(last)) {
            ended = home.run("reload");
        }
        return ended;
    }

    private void awaitState(String state, String... ids) {
        await().atMost(ServiceHome.LONGEST)
                .until(() -> Stream.of(ids).allMatch(id -> account.state(id).equals(state)));
    }

    private static List<String> routes(ServiceProcess service) throws Exception {
        try (JMXConnector jmx = AttachedJvm.connect(service.pid())) {
            return jmx
                    .getMBeanServerConnection()
                    .queryNames(new ObjectName("dev.lamplighter:type=Route,name=*"), null)
                    .stream()
                    .map(name -> ObjectName.unquote(name.getKeyProperty("name")))
                    .toList();
        }
    }

    private static void overJmx(ServiceProcess service) throws Exception {
        try (JMXConnector jmx = AttachedJvm.connect(service.pid())) {
            jmx.getMBeanServerConnection()
                    .invoke(new ObjectName("dev.lamplighter:type=Service"), "reload", new Object[0], new String[0]);
        }
    }
}
