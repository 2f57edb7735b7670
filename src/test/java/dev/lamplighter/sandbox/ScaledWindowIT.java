package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.cloudwatch.CloudWatchStandIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * The service as a process with a window that launches an origin and repeaters which follow their load, in an account with 300
 * instances of other people's; the hour that it takes passes in minutes, by clocks that go faster in the service and in the account.
 */
@Tag("long")
@SuppressWarnings("NullAway.Init") // made by the test
final class ScaledWindowIT {
    private static final int SPEED = Integer.getInteger("lamplighter.speed", 12);
    private static final int FOREIGN = 300;
    private static final Duration LENGTH = Duration.ofMinutes(40);
    /** Of true time, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String WINDOW = "sunday-service";
    private static final String ORIGIN = "sunday-service-origin";
    private static final List<String> FEWEST =
            List.of(ORIGIN, "sunday-service-repeater-1", "sunday-service-repeater-2");
    private static final String THIRD = "sunday-service-repeater-3";

    private final FastClock clock = new FastClock(SPEED);
    private ServiceHome home;
    private Process account;
    private Endpoints endpoints;
    private Ec2Client ec2;

    @BeforeEach
    void begin() throws Exception {
        assumeThat(Preloaded.isPossible()).as("a C compiler").isTrue();
        home = ServiceHome.unpack("scaled", Map.of());
        home.write("test.properties", """
            windows.file=windows.yaml
            windows.reconcile-period=10s
            light.poll-period=60s
            cost.enabled=false
            """);
        clock.into(home);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForeignAccount.class.getName(),
                        String.valueOf(FOREIGN))
                .redirectError(Redirect.appendTo(home.path("account.log").toFile()));
        builder.environment().putAll(clock.environment(home));
        account = builder.start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(account.getInputStream(), StandardCharsets.UTF_8));
        URI aws = URI.create(String.valueOf(output.lines()
                .filter(line -> line.startsWith("http"))
                .findFirst()
                .orElseThrow()));
        endpoints = new Endpoints(aws, aws);
        ec2 = Ec2Client.builder()
                .endpointOverride(aws)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
        Files.createDirectories(home.path("packages/origin/scripts"));
        Files.createDirectories(home.path("packages/repeater/scripts"));
        script("origin", "#!/bin/sh\necho the origin\n");
        script("repeater", "#!/bin/sh\norigin={{origin.address}}\necho {{slot.name}} {{slot.number}}\n");
    }

    private void script(String slot, String script) throws IOException {
        home.write(
                "packages/" + slot + "/startup.xml",
                "<Startup><Commands><RunScript><Script>scripts/set-up.sh</Script></RunScript></Commands></Startup>\n");
        home.write("packages/" + slot + "/scripts/set-up.sh", script);
        assertThat(home.path("packages/" + slot + "/scripts/set-up.sh").toFile().setExecutable(true))
                .isTrue();
    }

    @AfterEach
    void end() {
        if (account != null) {
            ec2.close();
            account.destroyForcibly();
        }
    }

    @Test
    void oneMoreIsLaunchedForTheLoadAndDrainedAfterItAndAllIsTerminatedAtTheEnd() throws Exception {
        await().atMost(PATIENCE).until(() -> foreign().stream().allMatch(ScaledWindowIT::isRunning));
        List<Instance> others = foreign();
        assertThat(others).hasSize(FOREIGN);
        Instant from = clock.instant().plus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.SECONDS);
        String local = from.toString().replace("Z", "");
        String until = from.plus(LENGTH).toString().replace("Z", "");
        home.write("windows.yaml", """
            windows:
              - name: %s
                zone: UTC
                when: {from: %s, to: %s}
                lead: 1m
                launch:
                  - {slot: origin, image: ami-0123456789abcdef0, type: c7i.large, package: packages/origin}
                  - {slot: repeater, count: 2..4, scale: {cpu: 75, warmup: 1m, drain: 1m}, image: ami-0123456789abcdef0,
                     type: c7i.large, package: packages/repeater}
            """.formatted(WINDOW, local, until));

        try (ServiceProcess service = home.startAndAwait(endpoints)) {
            awaitOurs(service, "the fewest run", running -> running.keySet().equals(Set.copyOf(FEWEST)));
            userDataIsWhatWasBuilt();
            cpu("90");
            awaitOurs(service, "a third repeater", running -> running.containsKey(THIRD));
            cpu("5");
            awaitOurs(
                    service,
                    "the third drains",
                    running -> tags(named(running, THIRD)).containsKey("lamplighter-drain"));
            awaitOurs(service, "the third is gone", running -> running.keySet().equals(Set.copyOf(FEWEST)));
            assertThat(clock.instant()).as("that was inside the window").isBefore(from.plus(LENGTH));
            awaitOurs(service, "the end", Map::isEmpty);
            assertThat(clock.instant()).isAfter(from.plus(LENGTH));
            home.awaitLog("phase=CLOSED");
        }

        assertThat(all(instance -> tags(instance).containsKey("lamplighter-window")))
                .as("launched ever")
                .hasSizeLessThanOrEqualTo(FEWEST.size() + 1)
                .allMatch(instance -> instance.state().name() == InstanceStateName.TERMINATED);
        assertThat(foreign()).as("others").containsExactlyElementsOf(others);
        assertThat(home.log(line -> line.contains("action=RUN "))).hasSize(FEWEST.size() + 1);
        assertThat(home.traces()).isEmpty();
        assertThat(home.complaints())
                .as("but that there are more instances than lights, and that a busy machine starts and answers late")
                .allMatch(line -> line.matches(".* (LIGHT-012|WINDOW-111|WINDOW-196)  .*")
                        || line.endsWith(" will never fire in the future"));
    }

    private void awaitOurs(ServiceProcess service, String what, Predicate<Map<String, Instance>> wanted) {
        await(what + ", log in " + home.path("service.log")).atMost(PATIENCE).until(() -> {
            assertThat(service.isAlive())
                    .as("the service, log in " + home.path("service.log"))
                    .isTrue();
            return wanted.test(ours());
        });
    }

    /** The load of what runs for the window. */
    private void cpu(String percent) {
        ec2.createTags(tags -> tags.resources(
                        ours().values().stream().map(Instance::instanceId).toList())
                .tags(software.amazon.awssdk.services.ec2.model.Tag.builder()
                        .key(CloudWatchStandIn.CPU_TAG)
                        .value(percent)
                        .build()));
    }

    /** What runs for the window, by name. */
    private Map<String, Instance> ours() {
        Map<String, Instance> byName = new TreeMap<>();
        all(instance -> tags(instance).getOrDefault("lamplighter-window", "").equals(WINDOW) && isRunning(instance))
                .forEach(instance -> assertThat(byName.put(tags(instance).getOrDefault("Name", ""), instance))
                        .as("no name twice")
                        .isNull());
        return byName;
    }

    private static Instance named(Map<String, Instance> running, String name) {
        return Objects.requireNonNull(running.get(name), name);
    }

    private List<Instance> foreign() {
        return all(instance -> tags(instance).containsKey("Owner"));
    }

    private List<Instance> all(Predicate<Instance> wanted) {
        return ec2.describeInstancesPaginator().reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(wanted)
                .toList();
    }

    private static boolean isRunning(Instance instance) {
        return instance.state().name() == InstanceStateName.RUNNING;
    }

    private static Map<String, String> tags(Instance instance) {
        return instance.tags().stream()
                .collect(Collectors.toMap(
                        software.amazon.awssdk.services.ec2.model.Tag::key,
                        software.amazon.awssdk.services.ec2.model.Tag::value));
    }

    /** The origin's package has no placeholder, so that it is what the command builds. */
    private void userDataIsWhatWasBuilt() throws Exception {
        Map<String, Instance> running = ours();
        ServiceHome.Ended built = home.run("package", "build", "packages/origin", "--out", "origin.zip");
        assertThat(built.exitCode()).as(String.join("\n", built.output())).isZero();
        assertThat(userData(running, ORIGIN)).isEqualTo(Files.readAllBytes(home.path("origin.zip")));
        for (int number = 1; number <= 2; number++) {
            Path zip = Files.write(home.path("repeater.zip"), userData(running, "sunday-service-repeater-" + number));
            try (ZipFile read = new ZipFile(zip.toFile());
                    InputStream script = read.getInputStream(read.getEntry("scripts/set-up.sh"))) {
                assertThat(script)
                        .hasContent("#!/bin/sh\norigin="
                                + named(running, ORIGIN).privateIpAddress() + "\necho repeater " + number + "\n");
            }
        }
    }

    private byte[] userData(Map<String, Instance> running, String name) {
        return Base64.getDecoder()
                .decode(ec2.describeInstanceAttribute(
                                get -> get.instanceId(named(running, name).instanceId())
                                        .attribute(InstanceAttributeName.USER_DATA))
                        .userData()
                        .value());
    }
}
