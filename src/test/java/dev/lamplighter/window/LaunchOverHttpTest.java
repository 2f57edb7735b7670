package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.aws.FaultScript;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.window.action.ActionOutcome;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.startup.CheckedStartupPackage;
import dev.lamplighter.window.startup.PlaceholderValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** A launched window over the shipped routes, the SDK, HTTP and a stand-in with EC2's own rules. */
final class LaunchOverHttpTest {
    private static final String AFTER = "2026-11-23T01:10:00Z";

    @TempDir
    Path folder;

    private final SimulatedClock clock = new SimulatedClock("2026-11-22T14:19:30Z");
    private final Ec2StandIn standIn = new Ec2StandIn(clock);
    private final FaultScript faults = new FaultScript();
    private final AwsServer server = AwsServer.start(0, clock).serve("ec2", standIn);
    private final Ec2Client ec2 = Ec2Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(new AwsHttp())
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    private final StateDatabase database = StateDatabase.inMemory();
    private String eip = "";
    /** Those of the origin. */
    private String volumes = "";

    @BeforeEach
    void packages() throws IOException {
        server.faults(faults);
        eip = ec2.allocateAddress(r -> r.domain("vpc")).allocationId();
        for (String slot : List.of("origin", "repeater")) {
            Path at = Files.createDirectories(folder.resolve(slot).resolve("scripts"));
            Files.writeString(
                    folder.resolve(slot).resolve("startup.xml"),
                    "<Startup><Commands><RunScript><Script>scripts/set-up.sh</Script></RunScript></Commands></Startup>\n");
            String origin = slot.equals("origin") ? "" : "origin={{origin.address}}\n";
            Path script = Files.writeString(
                    at.resolve("set-up.sh"), "#!/bin/sh\n" + origin + "echo {{slot.name}} {{slot.number}}\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
    }

    @AfterEach
    void close() {
        ec2.close();
        server.close();
        database.close();
    }

    private WindowCamel camel() throws Exception {
        return edited("");
    }

    /** With a step of the operator's before EC2 is asked whether it would launch. */
    private WindowCamel edited(String step) throws Exception {
        String declaration = """
            windows:
              - name: sunday-service
                zone: America/Chicago
                when: {days: SUN, opens: "08:30", closes: "19:00"}
                launch:
                  - {slot: origin, image: ami-0123456789abcdef0, type: [c7i.large, c6i.large],
                     subnet: [subnet-0a1b2c3d4e5f60000, subnet-0123456789abcdef1], package: %1$s/origin, eip: %2$s, volumes: [%3$s]}
                  - {slot: repeater, count: 2, image: ami-0123456789abcdef0, type: c7i.large, package: %1$s/repeater}
            """.formatted(folder, eip, volumes);
        WindowCamel camel = new WindowCamel(declaration, clock, ec2, database);
        if (!step.isEmpty()) {
            camel.first("ec2-dry-run.camel.yaml", step);
        }
        camel.load();
        camel.context.start();
        return camel;
    }

    /** Looks every 30 s, in the quiet hours every hour. */
    private void run(WindowCamel camel, String instant) {
        while (clock.instant().isBefore(Instant.parse(instant))) {
            ReconcileResult looked = camel.windows.reconcile();
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> camel.actions.await(looked.due(), Duration.ZERO).stream()
                            .noneMatch(outcome -> outcome.state() == ActionOutcome.State.WAITING));
            boolean isQuiet = clock.instant().isAfter(Instant.parse("2026-11-22T14:50:00Z"))
                    && clock.instant().isBefore(Instant.parse("2026-11-22T23:50:00Z"));
            clock.pass(isQuiet ? Duration.ofHours(1) : Stage.TICK);
        }
    }

    private List<String> launched(WindowCamel camel) {
        return entry(camel).launches().stream()
                .map(launch -> launch.instanceId())
                .toList();
    }

    private static OccurrenceRecord entry(WindowCamel camel) {
        return camel.journal.latest("sunday-service").orElseThrow();
    }

    @Test
    void theyRunWithTheirPackagesByteForByteAndAreTerminatedAtTheEnd() throws Exception {
        try (WindowCamel camel = camel()) {
            run(camel, "2026-11-22T14:29:00Z");
            List<String> ids = launched(camel);
            assertThat(camel.windows.getWindows().get(0).getState()).isEqualTo("OPEN");
            assertThat(ids)
                    .hasSize(3)
                    .containsExactlyInAnyOrderElementsOf(standIn.controls().instanceIds());
            String address = ec2.describeAddresses().addresses().get(0).publicIp();
            assertThat(ec2.describeAddresses().addresses().get(0).instanceId()).isEqualTo(ids.get(0));
            byte[] expected = CheckedStartupPackage.build(
                            folder.resolve("repeater"),
                            new PlaceholderValues(Map.of(
                                    "origin.address", address,
                                    "slot.name", "repeater",
                                    "slot.number", "2",
                                    "window.name", "sunday-service")))
                    .userData()
                    .orElseThrow()
                    .bytes();
            String sent = ec2.describeInstanceAttribute(
                            r -> r.instanceId(ids.get(2)).attribute(InstanceAttributeName.USER_DATA))
                    .userData()
                    .value();
            assertThat(Base64.getDecoder().decode(sent)).isEqualTo(expected);

            run(camel, AFTER);
            assertThat(standIn.controls().states().values()).allMatch(InstanceStateName.TERMINATED::equals);
            assertThat(entry(camel).phase()).isEqualTo(Phase.CLOSED);
            assertThat(server.ledger().calls("ec2", "RunInstances")).hasSize(3);
            assertThat(server.ledger().calls("ec2", "TerminateInstances")).hasSize(3);
        }
    }

    @Test
    void lostAnswersLateListsNoCapacityAndProtectionLeaveNothingBehind() throws Exception {
        standIn.controls().lagBehindLaunches(Duration.ofSeconds(40));
        standIn.controls().exhaust("c7i.large@us-east-1a");
        faults.loseAnswer("ec2", "RunInstances", 2);
        try (WindowCamel camel = camel()) {
            run(camel, "2026-11-22T14:30:00Z");
            standIn.controls().replenish("c7i.large@us-east-1a");
            run(camel, "2026-11-22T14:35:00Z");
            List<String> ids = launched(camel);
            assertThat(ids)
                    .hasSize(3)
                    .containsExactlyInAnyOrderElementsOf(standIn.controls().instanceIds());
            standIn.controls().protectFromTermination(ids.get(1), true);

            run(camel, AFTER);
            assertThat(entry(camel).phase()).isEqualTo(Phase.CLOSING);
            assertThat(camel.alertCodes()).contains("WINDOW-108");
            standIn.controls().protectFromTermination(ids.get(1), false);
            run(camel, "2026-11-23T01:20:00Z");
            assertThat(standIn.controls().states().values()).allMatch(InstanceStateName.TERMINATED::equals);
            assertThat(entry(camel).phase()).isEqualTo(Phase.CLOSED);
        }
    }

    @Test
    void anImageThatIsGoneIsToldBeforeAndAtTheLaunch() throws Exception {
        try (WindowCamel camel = camel()) {
            assertThat(camel.windows.launches().refused()).isEmpty();
            assertThat(standIn.controls().instanceIds()).isEmpty();
            standIn.controls().withdrawImage("ami-0123456789abcdef0");
            assertThat(camel.windows.launches().refused())
                    .extracting(problem -> problem.line())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("WINDOW-128") && line.contains("InvalidAMIID.NotFound"));
            run(camel, "2026-11-22T14:22:00Z");
            assertThat(camel.alerts.raised("windows"))
                    .anyMatch(alert -> alert.code().equals("WINDOW-108")
                            && alert.text().contains("name one in windows.yaml that this account has in this region"));
            assertThat(standIn.controls().instanceIds()).isEmpty();
        }
    }

    @Test
    void whetherItWouldLaunchIsAskedThroughARouteThatMayBeEdited() throws Exception {
        try (WindowCamel camel = camel()) {
            assertThat(camel.windows.launches().refused()).isEmpty();
            assertThat(server.ledger().calls("ec2", "RunInstances"))
                    .as("two subnets of two types, and a repeater")
                    .hasSize(5);
            camel.context.getRouteController().stopRoute("ec2-dry-run");
            assertThat(camel.windows.launches().refused())
                    .extracting(problem -> problem.line())
                    .hasSize(2)
                    .allMatch(
                            line -> line.startsWith("WINDOW-128") && line.contains("the route ec2-dry-run is stopped"));
            assertThat(server.ledger().calls("ec2", "RunInstances")).hasSize(5);
            assertThat(standIn.controls().instanceIds()).isEmpty();
        }
        String silent = "- stop: {id: ec2-dry-run.silent}";
        try (WindowCamel camel = edited(silent)) {
            assertThat(camel.windows.launches().refused())
                    .extracting(problem -> problem.line())
                    .hasSize(2)
                    .allMatch(line -> line.contains("the route ec2-dry-run ended without EC2's answer"));
        }
    }

    @Test
    void itsVolumesAreMadeAndAttachedAndTheOneThatExistedIsFreeAfterwards() throws Exception {
        String archive = ec2.createVolume(r -> r.availabilityZone("us-east-1a").size(500))
                .volumeId();
        volumes = "{volume: " + archive + ", device: /dev/sdf}, {size: 40, device: /dev/xvda}";
        try (WindowCamel camel = camel()) {
            run(camel, "2026-11-22T14:30:00Z");
            assertThat(camel.windows.getWindows().get(0).getState()).isEqualTo("OPEN");
            String origin = entry(camel).lastLaunch("origin").orElseThrow().instanceId();
            assertThat(ec2.describeVolumes().volumes().stream()
                            .filter(volume ->
                                    volume.attachments().get(0).instanceId().equals(origin)))
                    .extracting(volume -> volume.attachments().get(0).device() + " " + volume.size())
                    .containsExactlyInAnyOrder("/dev/sdf 500", "/dev/xvda 40");

            run(camel, AFTER);
            assertThat(entry(camel).phase()).isEqualTo(Phase.CLOSED);
            assertThat(ec2.describeVolumes().volumes())
                    .extracting(volume -> volume.volumeId() + " " + volume.stateAsString())
                    .containsExactly(archive + " available");
            assertThat(server.ledger().calls("ec2", "AttachVolume")).hasSize(1);
        }
    }

    @Test
    void aKilledServiceIsFollowedByOneThatLaunchesNothingTwice() throws Exception {
        for (String instant : List.of("2026-11-22T14:20:30Z", "2026-11-22T14:22:00Z", "2026-11-22T14:30:00Z")) {
            kill(camel(), instant);
        }
        List<String> ids = standIn.controls().instanceIds();
        assertThat(ids).hasSize(3);
        kill(camel(), "2026-11-23T01:00:30Z");
        try (WindowCamel camel = camel()) {
            run(camel, AFTER);
            assertThat(launched(camel)).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(standIn.controls().states().values()).allMatch(InstanceStateName.TERMINATED::equals);
            assertThat(entry(camel).phase()).isEqualTo(Phase.CLOSED);
        }
    }

    private void kill(WindowCamel killed, String instant) {
        run(killed, instant);
        killed.actions.close();
        killed.context.stop();
    }
}
