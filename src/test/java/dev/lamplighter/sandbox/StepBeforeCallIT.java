package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;

/** Steps of an operator in {@code ec2-stop}: log, delay, log, for windows whose name begins with "slow". */
@Tag("long")
@Order(5) // one of those that take longest
final class StepBeforeCallIT {
    private static final Duration STEP = Duration.ofSeconds(30);
    /** What another window may be late meanwhile, on however busy a machine; one that waited for a step would be later. */
    private static final Duration PROMPT = Duration.ofSeconds(26);

    private static final List<String> SLOW =
            List.of("slow-quartz", "slow-period", "slow-command", "slow-jmx", "slow-http");

    private static final String STEPS = """
        - choice:
            id: ec2-stop.which
            when:
              - expression:
                  simple:
                    expression: ${variable.action.window} startsWith 'slow'
                steps:
                  - log:
                      id: ec2-stop.begins
                      message: step begins ${variable.action.window}
                  - delay:
                      id: ec2-stop.wait
                      expression:
                        constant:
                          expression: "%d"
                  - log:
                      id: ec2-stop.over
                      message: step is over ${variable.action.window}
        """;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestAccount account;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ServiceHome home;

    private final Map<String, String> instances = new TreeMap<>();
    private int port;

    @BeforeEach
    void unpack() throws IOException {
        account = new TestAccount("steps");
        List<String> names = new ArrayList<>(SLOW);
        names.addAll(List.of("quick-stop", "quick-start"));
        List<String> ids = account.stoppedInstances(names.size());
        for (int i = 0; i < names.size(); i++) {
            instances.put(names.get(i), ids.get(i));
        }
        port = freePort();
        Map<String, String> settings = new TreeMap<>(TestAccount.noCosts());
        settings.put("http.port", String.valueOf(port));
        home = ServiceHome.unpack("steps", settings);
        put(STEPS.formatted(STEP.toMillis()));
    }

    @AfterEach
    void close() {
        account.close();
    }

    private void put(String steps) throws IOException {
        String shipped = Files.readString(home.path("routes/ec2-stop.camel.yaml"));
        String last = "        - to:\n            id: ec2-stop.call\n";
        assertThat(shipped).contains(last);
        home.write("routes/ec2-stop.camel.yaml", shipped.replace(last, steps.indent(8) + last));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private OneOffWindow window(String name, Instant from, Instant to) {
        return new OneOffWindow(
                name, from, Duration.between(from, to), Duration.ofSeconds(1), instance(name), Map.of());
    }

    private String instance(String name) {
        return instances.getOrDefault(name, "");
    }

    private void declare(List<OneOffWindow> windows) {
        home.write(
                "windows.yaml",
                "windows:\n"
                        + String.join(
                                "", windows.stream().map(OneOffWindow::yaml).toList()));
    }

    @Test
    void everyDoorWaitsForTheStepAndNoOtherWindowDoes() throws Exception {
        Instant from = Instant.now().minusSeconds(60);
        Instant missed = from.plusSeconds(100); // no service runs then
        Instant end = missed.plusSeconds(25); // the next one has long been there
        Instant far = from.plus(Duration.ofHours(2));
        declare(List.of(
                window("slow-period", from, missed),
                window("slow-quartz", from, end),
                window("slow-command", from, far),
                window("slow-jmx", from, far),
                window("slow-http", from, far),
                window("quick-stop", from, end),
                window("quick-start", end.plusSeconds(1), far)));
        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            await().atMost(ServiceHome.LONGEST).until(() -> running("slow-") == SLOW.size() && running("quick-") == 1);
            ServiceHome.signal(service, "KILL");
        }

        await().atMost(ServiceHome.LONGEST).until(() -> Instant.now().isAfter(missed));
        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            home.awaitLog("step begins slow-period");
            overJmx(service);
            overHttp();
            ServiceHome.Ended command = home.run("windows", "close", "slow-command");
            assertThat(command.exitCode()).as(command.output().toString()).isZero();

            await().atMost(ServiceHome.LONGEST)
                    .until(() -> SLOW.stream()
                            .allMatch(name -> account.state(instance(name)).equals("stopped")));
        }

        for (String name : SLOW) {
            List<String> lines = home.log(line -> line.endsWith("step begins " + name)
                    || line.endsWith("step is over " + name)
                    || line.contains("window=" + name + " action=STOP"));
            assertThat(lines).as(name).hasSize(3);
            assertThat(lines.get(0)).endsWith("step begins " + name);
            assertThat(lines.get(1)).endsWith("step is over " + name);
            Instant over = time(lines.get(1));
            assertThat(Duration.between(time(lines.get(0)), over)).as(name).isGreaterThanOrEqualTo(STEP);
            assertThat(stops(name))
                    .as(name)
                    .singleElement()
                    .satisfies(at -> assertThat(at).isAfterOrEqualTo(over));
        }
        assertThat(stops("quick-stop"))
                .singleElement()
                .satisfies(at -> assertThat(at).isBetween(end.minusSeconds(1), end.plus(PROMPT)));
        assertThat(account.calls(
                        StartInstancesRequest.class, call -> call.instanceIds().contains(instance("quick-start"))))
                .singleElement()
                .satisfies(call -> assertThat(call.at()).isBetween(end.minusSeconds(1), end.plus(PROMPT)));
        assertThat(home.traces()).isEmpty();
    }

    /** The step is cut, and begins anew with the next service: the machine isn't left on. */
    @Test
    void theServiceEndsSoonInTheMiddleOfAStepAndStopsTheMachineAfterItsNextStart() throws Exception {
        Instant from = Instant.now().minusSeconds(60);
        declare(List.of(window("slow-quartz", from, from.plus(Duration.ofHours(1)))));
        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            await().atMost(ServiceHome.LONGEST).until(() -> running("slow-") == 1);
            home.run("windows", "close", "slow-quartz", "--no-wait");
            home.awaitLog("step begins slow-quartz");

            assertThat(service.stop(Duration.ofSeconds(6))).isIn(0, 143);
        }
        assertThat(stops("slow-quartz")).isEmpty();
        assertThat(home.complaints()).noneMatch(line -> line.contains("WINDOW-18")); // of steps

        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            await().atMost(ServiceHome.LONGEST)
                    .until(() -> !service.isAlive()
                            || account.state(instance("slow-quartz")).equals("stopped"));
        }
        assertThat(stops("slow-quartz")).hasSize(1);
        assertThat(home.traces()).isEmpty();
    }

    private long running(String prefix) {
        return instances.entrySet().stream()
                .filter(one -> one.getKey().startsWith(prefix)
                        && account.state(one.getValue()).equals("running"))
                .count();
    }

    private List<Instant> stops(String name) {
        return account
                .calls(StopInstancesRequest.class, call -> call.instanceIds().contains(instance(name)))
                .stream()
                .map(call -> call.at())
                .toList();
    }

    private static Instant time(String line) {
        return Instant.parse(line.substring(0, line.indexOf(' ')));
    }

    private static void overJmx(ServiceProcess service) throws Exception {
        try (JMXConnector jmx = AttachedJvm.connect(service.pid())) {
            jmx.getMBeanServerConnection()
                    .invoke(
                            new ObjectName("dev.lamplighter:type=Windows"),
                            "close",
                            new Object[] {"slow-jmx", "ann", "", false},
                            new String[] {"java.lang.String", "java.lang.String", "java.lang.String", "boolean"});
        }
    }

    private void overHttp() throws Exception {
        String token = Files.readString(home.path("work/http.token")).strip();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/windows/close"))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"window\": \"slow-http\", \"by\": \"ann\"}"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
