package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.watch.LaunchDryRun;
import dev.lamplighter.window.watch.OrphanWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;

/** A window launches an origin and two repeaters for each occurrence and terminates exactly these. */
final class LaunchedWindowTest {
    private static final String WINDOW = "sunday-service";
    private static final String BEFORE = "2026-11-22T14:19:30Z";
    private static final String OPEN = "2026-11-22T14:29:00Z";
    private static final String AFTER = "2026-11-23T01:20:00Z";

    @TempDir
    Path folder;

    @BeforeEach
    void packages() throws IOException {
        Files.writeString(
                folder.resolve("repeater.sh"), "#!/bin/sh\necho {{origin.address}} {{slot.number}} {{window.name}}\n");
        Files.writeString(folder.resolve("origin.sh"), "#!/bin/sh\necho origin of {{window.name}}\n");
    }

    private String window(String more) {
        return """
              - name: sunday-service
                zone: America/Chicago
                when: {days: SUN, opens: "08:30", closes: "19:00"}
                launch:
                  - {slot: origin, image: ami-0123456789abcdef0, type: [c7i.large, c6i.large], subnet: [subnet-0123456789abcdef0, subnet-0123456789abcdef1],
                     securityGroups: [sg-0123456789abcdef0], key: stream, instanceProfile: wowza, package: %1$s/origin.sh,
                     eip: eipalloc-0123456789abcdef0}
                  - {slot: repeater, count: 2, image: ami-0123456789abcdef1, type: c7i.large, package: %1$s/repeater.sh}
            """.formatted(folder) + more;
    }

    private Stage stage() {
        return new Stage(window(""));
    }

    @Test
    void itLaunchesInOrderAndTerminatesExactlyThese() {
        try (Stage stage = stage()) {
            stage.runTo(BEFORE);
            assertThat(stage.mutations()).isEmpty();
            stage.runTo(OPEN);
            assertThat(stage.state(WINDOW)).isEqualTo("OPEN");
            assertThat(stage.mutations())
                    .containsExactly(
                            "RUN sunday-service-origin",
                            "ASSOCIATE " + Stage.EIP + " eni-00000000000abc000",
                            "RUN sunday-service-repeater-1",
                            "RUN sunday-service-repeater-2");
            toTheEnd(stage);
            assertThat(stage.mutations())
                    .hasSize(7)
                    .endsWith(
                            "TERMINATE i-00000000000abc000",
                            "TERMINATE i-00000000000abc001",
                            "TERMINATE i-00000000000abc002");
            assertThat(stage.entry(WINDOW).phase()).isEqualTo(Phase.CLOSED);
            assertThat(stage.ec2.holder(Stage.EIP)).isEmpty();
            allGone(stage);
        }
    }

    @Test
    void theRequestSaysAllThatIsDeclaredAndWhoseItIs() {
        try (Stage stage = stage()) {
            stage.runTo(OPEN);
            RunInstancesRequest origin = request(stage, 0);
            assertThat(origin.imageId()).isEqualTo("ami-0123456789abcdef0");
            assertThat(origin.instanceTypeAsString()).isEqualTo("c7i.large");
            assertThat(origin.subnetId()).isEqualTo("subnet-0123456789abcdef0");
            assertThat(origin.securityGroupIds()).containsExactly("sg-0123456789abcdef0");
            assertThat(origin.keyName()).isEqualTo("stream");
            assertThat(origin.iamInstanceProfile().name()).isEqualTo("wowza");
            assertThat(origin.metadataOptions().httpTokens()).isEqualTo(HttpTokensState.REQUIRED);
            assertThat(origin.minCount()).isEqualTo(1);
            assertThat(origin.clientToken()).hasSizeLessThanOrEqualTo(64);
            Map<String, String> tags =
                    origin.tagSpecifications().get(0).tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
            assertThat(tags)
                    .containsOnly(
                            Map.entry("Name", "sunday-service-origin"),
                            Map.entry("managed-by", "lamplighter"),
                            Map.entry("lamplighter-window", "sunday-service"),
                            Map.entry("lamplighter-occurrence", "2026-11-22T14:30:00Z"),
                            Map.entry("lamplighter-slot", "origin"),
                            Map.entry("lamplighter-launch", origin.clientToken()));
            // Its Elastic IP, as EC2 describes it, reaches the repeaters.
            assertThat(userData(stage, 2)).isEqualTo("#!/bin/sh\necho 203.0.113.7 2 sunday-service\n");
            assertThat(stage.entry(WINDOW).launches())
                    .extracting(SlotLaunch::userDataSha256)
                    .doesNotHaveDuplicates()
                    .allMatch(sha -> sha.length() == 64);
        }
    }

    @Test
    void anAnswerThatGetsLostIsFoundAgainByTheToken() {
        try (Stage stage = stage()) {
            stage.ec2.launches.lag = Duration.ofSeconds(50);
            lose(stage, 3);
            stage.runTo(OPEN);
            assertThat(stage.ec2.launches.ids).hasSize(3);
            assertThat(stage.state(WINDOW)).isEqualTo("OPEN");
            toTheEnd(stage);
            assertThat(stage.ec2.launches.ids).hasSize(3);
            allGone(stage);
        }
    }

    @Test
    void whatWasLaunchedInTheLastSecondsAndNeverAnsweredIsTerminatedAllTheSame() {
        try (Stage stage = stage()) {
            stage.ec2.before("RunInstances", name -> {
                throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
            });
            stage.runTo(OPEN);
            quiet(stage);
            stage.runTo("2026-11-23T00:57:00Z");
            stage.ec2.mend("RunInstances");
            lose(stage, 100);
            stage.ec2.launches.lag = Duration.ofMinutes(4);
            toTheEnd(stage);
            assertThat(stage.ec2.launches.ids).hasSize(1);
            allGone(stage);
            assertThat(stage.entry(WINDOW).phase()).isEqualTo(Phase.CLOSED);
        }
    }

    @Test
    void withoutCapacityItTriesTheNextSubnetAndThenTheNextType() {
        try (Stage stage = stage()) {
            stage.ec2.launches.exhausted.addAll(
                    List.of("c7i.large@subnet-0123456789abcdef0", "c7i.large@subnet-0123456789abcdef1"));
            stage.runTo(OPEN);
            RunInstancesRequest origin = request(stage, 0);
            assertThat(origin.instanceTypeAsString()).isEqualTo("c6i.large");
            assertThat(origin.subnetId()).isEqualTo("subnet-0123456789abcdef0");
            assertThat(stage.entry(WINDOW).lastLaunch("origin").orElseThrow().generation())
                    .isEqualTo(3);
            assertThat(stage.state(WINDOW)).isEqualTo("OPEN");
        }
    }

    @Test
    void aTerminatedInstanceIsReplacedUpToThreeTimesAndThenAnAlertTells() {
        try (Stage stage = stage()) {
            stage.runTo(OPEN);
            for (int lost = 0; lost < 3; lost++) {
                stage.ec2.terminated(stage.entry(WINDOW)
                        .lastLaunch("repeater-2")
                        .orElseThrow()
                        .instanceId());
                stage.runTo("2026-11-22T15:" + (lost + 1) + "0:00Z");
            }
            assertThat(stage.ec2.launches.ids).hasSize(5);
            assertThat(stage.state(WINDOW)).isEqualTo("DEGRADED");
            assertThat(alerts(stage)).anyMatch(text -> text.startsWith("WINDOW-125") && text.contains("repeater-2"));
            toTheEnd(stage);
            allGone(stage);
            assertThat(stage.calls("TERMINATE")).isEqualTo(2);
        }
    }

    @Test
    void overTheQuotaOfVcpusTheNextTypeIsTriedAndTheQuotaIsNamed() {
        try (Stage stage = stage()) {
            stage.ec2.before("RunInstances", name -> {
                throw SimulatedEc2.refusal(400, "VcpuLimitExceeded");
            });
            stage.runTo("2026-11-22T14:20:00Z");
            assertThat(stage.ec2.launches.ids).isEmpty();
            assertThat(stage.status(WINDOW).getLastProblem()).contains("VcpuLimitExceeded", "quota");
            stage.runTo("2026-11-22T14:28:00Z");
            assertThat(alerts(stage)).anyMatch(text -> text.contains("VcpuLimitExceeded"));
            stage.ec2.mend("RunInstances");
            stage.runTo("2026-11-22T14:32:00Z");
            assertThat(stage.ec2.launches.ids).hasSize(3);
            assertThat(stage.entry(WINDOW).lastLaunch("origin").orElseThrow().generation())
                    .as("each other type and subnet is another request")
                    .isGreaterThan(1);
        }
    }

    @Test
    void anImageOfTheMarketplaceWithoutASubscriptionWantsAPerson() {
        try (Stage stage = stage()) {
            stage.ec2.before("RunInstances", name -> {
                throw SimulatedEc2.refusal(401, "OptInRequired");
            });
            stage.runTo("2026-11-22T14:28:00Z");
            assertThat(stage.ec2.launches.ids).isEmpty();
            assertThat(stage.alerts.raised())
                    .anyMatch(alert -> alert.text().contains("OptInRequired")
                            && alert.text().contains("subscribe to the image on AWS Marketplace")
                            && alert.severity() == AlertSeverity.ERROR);
        }
    }

    /**
     * Four machines for an hour each are declared, then one: together they may run for an hour and a half, and the three that
     * run take three hours.
     */
    @Test
    void beyondTheTimeThatAllMayRunTogetherNothingIsLaunchedAndWhatRunsStaysUntilTheEnd() {
        String one = """
              - name: sunday-service
                zone: America/Chicago
                when: {days: SUN, opens: "08:30", closes: "09:20"}
                launch:
                  - {slot: origin, image: ami-0123456789abcdef0, type: c7i.large}
            """;
        try (Stage stage = new Stage(
                one + "      - {slot: repeater, count: 3, image: ami-0123456789abcdef0, type: c7i.large}\n")) {
            stage.runTo(OPEN);
            assertThat(stage.ec2.launches.ids).hasSize(4);
            stage.declare(one);
            stage.reload();
            stage.ec2.terminated(
                    stage.entry(WINDOW).lastLaunch("origin").orElseThrow().instanceId());
            stage.runTo("2026-11-22T15:00:00Z");
            assertThat(stage.ec2.launches.ids).hasSize(4);
            assertThat(stage.calls("TERMINATE")).isZero();
            assertThat(alerts(stage))
                    .anyMatch(text -> text.startsWith("WINDOW-125")
                            && text.contains("sunday-service/origin")
                            && text.contains("1 h 30 min is the most"));
            assertThat(stage.ec2.launches.ids.stream()
                            .filter(id -> stage.ec2.state(id).equals("running")))
                    .hasSize(3);
            stage.runTo("2026-11-22T15:25:00Z");
            allGone(stage);
        }
    }

    @Test
    void whatSomebodyStoppedIsTerminatedTooAndForeignInstancesNever() {
        try (Stage stage = stage()) {
            for (int i = 0; i < 300; i++) {
                String id = String.format("i-%017x", 0xfff000 + i);
                stage.ec2.instance(id, "eni-" + id.substring(2));
                stage.ec2.machine(id).start(stage.clock.trueTime());
            }
            stage.runTo(OPEN);
            stage.ec2.machine("i-00000000000abc001").stop(stage.clock.trueTime(), "Client.UserInitiatedShutdown");
            toTheEnd(stage);
            allGone(stage);
            assertThat(stage.calls("TERMINATE")).isEqualTo(3);
            assertThat(stage.mutations()).noneMatch(call -> call.contains("fff"));
        }
    }

    @Test
    void itIsTerminatedOnceItsProtectionIsOff() {
        try (Stage stage = stage()) {
            stage.runTo(OPEN);
            stage.ec2.before("TerminateInstances", id -> {
                throw SimulatedEc2.refusal(400, "OperationNotPermitted");
            });
            quiet(stage);
            stage.runTo("2026-11-23T01:15:00Z");
            assertThat(stage.entry(WINDOW).phase()).isEqualTo(Phase.CLOSING);
            assertThat(alerts(stage))
                    .anyMatch(text -> text.contains("termination protection"))
                    .anyMatch(text -> text.startsWith("WINDOW-112"));
            stage.ec2.mend("TerminateInstances");
            stage.runTo("2026-11-23T01:20:00Z");
            allGone(stage);
            assertThat(stage.entry(WINDOW).phase()).isEqualTo(Phase.CLOSED);
        }
    }

    @Test
    void whatEc2ForgetsIsLetGoOnlyWhenItNeitherListsNorKnowsIt() {
        try (Stage stage = stage()) {
            stage.runTo(OPEN);
            quiet(stage);
            stage.runTo("2026-11-23T00:59:00Z");
            stage.ec2.forget("i-00000000000abc001");
            stage.runTo("2026-11-23T01:01:00Z");
            assertThat(stage.entry(WINDOW).claim("i-00000000000abc001").claimPhase())
                    .isNotEqualTo(ClaimPhase.RELEASED);
            toTheEnd(stage);
            assertThat(stage.mutations()).contains("TERMINATE i-00000000000abc001");
            assertThat(stage.entry(WINDOW).phase()).isEqualTo(Phase.CLOSED);
        }
    }

    @Test
    void aPackageThatCanNotBeBuiltIsToldAndOnlyItsSlotWaits() throws IOException {
        try (Stage stage = stage()) {
            Files.writeString(folder.resolve("repeater.sh"), "#!/bin/sh\necho {{nothing.known}}\n");
            stage.runTo(OPEN);
            assertThat(stage.ec2.launches.ids).hasSize(1);
            assertThat(alerts(stage)).anyMatch(text -> text.startsWith("WINDOW-126") && text.contains("nothing.known"));
            packages();
            stage.runTo("2026-11-22T14:35:00Z");
            assertThat(stage.state(WINDOW)).isEqualTo("OPEN");
        }
    }

    @Test
    void aWindowThatIsNoLongerDeclaredTerminatesWhatItLaunched() {
        try (Stage stage = stage()) {
            stage.runTo(OPEN);
            stage.declare(Stage.SUNDAY.replace("sunday-service", "another"));
            stage.reload();
            toTheEnd(stage);
            allGone(stage);
        }
    }

    @Test
    void aHoldKeepsItOnAndAnExtensionMovesItsEnd() {
        try (Stage stage = stage()) {
            stage.runTo(OPEN);
            assertThat(stage.operations
                            .hold("sunday-service-repeater-1", "tomorrow 2:00", "ann", "looks at it", false)
                            .toString())
                    .contains("sunday-service-repeater-1");
            stage.operations.extend(WINDOW, "30m", "ann", "runs late", false);
            quiet(stage);
            stage.runTo("2026-11-23T01:29:00Z");
            assertThat(stage.calls("TERMINATE")).isZero();
            stage.runTo("2026-11-23T01:35:00Z");
            assertThat(stage.mutations())
                    .filteredOn(call -> call.startsWith("TERMINATE"))
                    .containsExactlyInAnyOrder("TERMINATE i-00000000000abc000", "TERMINATE i-00000000000abc002");
            stage.clock.pass(Duration.ofHours(6));
            stage.runTo("2026-11-23T08:05:00Z");
            allGone(stage);
        }
    }

    @Test
    void aDryRunPrintsTheLaunchesAndMakesNone() {
        try (Stage stage = stage()) {
            stage.windows.reconcile();
            assertThat(stage.operations.open(WINDOW, "2h", "", "ann", "", true).toString())
                    .contains("RUN sunday-service/origin")
                    .contains("RUN sunday-service/repeater-1")
                    .contains("RUN sunday-service/repeater-2");
            assertThat(stage.mutations()).isEmpty();
            assertThat(stage.journal.latest(WINDOW)).isEmpty();
        }
    }

    @Test
    void theVerbsKnowTheSlots() {
        try (Stage stage = stage()) {
            assertThat(stage.operations.next(1).toString())
                    .contains("needs origin, repeater-1, repeater-2 (launched for it) from 08:20");
            stage.runTo("2026-11-22T14:21:00Z");
            assertThat(stage.operations.status().toString()).contains(WINDOW);
            stage.runTo(OPEN);
            assertThat(stage.operations.why("sunday-service-origin").toString())
                    .contains("sunday-service-origin (i-00000000000abc000)")
                    .contains("sunday-service");
            toTheEnd(stage);
            assertThat(stage.operations.why("i-00000000000abc000").toString()).contains("The last was sunday-service");
            assertThat(stage.operations.report("2026-11"))
                    .filteredOn(line -> line.contains("i-00000000000abc000"))
                    .containsExactly(
                            "instance i-00000000000abc000, launched for sunday-service/origin: on for 10 h 40 min, 30 s"
                                    + " overrun");
        }
    }

    @Test
    void withALostJournalAnOpenWindowFindsItsInstancesByTheSameTokens() {
        try (Stage stage = stage();
                StateDatabase fresh = StateDatabase.inMemory()) {
            stage.runTo(OPEN);
            stage.restart(fresh.dataSource());
            stage.runTo("2026-11-22T14:35:00Z");
            assertThat(stage.ec2.launches.ids).hasSize(3);
            assertThat(stage.windows.getWindows().get(0).getState()).isEqualTo("OPEN");
        }
    }

    @Test
    void whatNoWindowKnowsIsListedAndToldAndTerminatedOnlyWhenSomebodySaysSo() {
        try (Stage stage = stage();
                StateDatabase fresh = StateDatabase.inMemory()) {
            stage.runTo(OPEN);
            OrphanWatch known = orphans(stage);
            known.look(stage.windows.declared());
            assertThat(alerts(stage)).noneMatch(text -> text.startsWith("WINDOW-127"));
            assertThat(stage.operations.orphans().toString()).contains("No orphans");

            stage.clock.set("2026-11-23T02:00:00Z");
            stage.restart(fresh.dataSource());
            stage.runTo("2026-11-23T02:10:00Z");
            assertThat(stage.calls("TERMINATE")).isZero();
            assertThat(stage.operations.orphans())
                    .hasSize(3)
                    .first()
                    .asString()
                    .startsWith("sunday-service-origin (i-00000000000abc000), running, launched 2026-11-22T14:20:00Z");
            OrphanWatch watch = orphans(stage);
            watch.look(stage.windows.declared());
            watch.look(stage.windows.declared());
            assertThat(alerts(stage))
                    .filteredOn(text -> text.startsWith("WINDOW-127"))
                    .hasSize(3);

            assertThat(stage.operations
                            .terminateOrphan("i-00000000000abc001", "ann", "nobody needs it", true)
                            .toString())
                    .startsWith("[would TERMINATE sunday-service-repeater-1");
            assertThat(stage.calls("TERMINATE")).isZero();
            for (String id : List.copyOf(stage.ec2.launches.ids)) {
                assertThat(stage.operations
                                .terminateOrphan(id, "ann", "nobody needs it", false)
                                .toString())
                        .contains("TERMINATE " + id);
            }
            stage.runTo("2026-11-23T02:12:00Z");
            assertThat(stage.ec2.launches.ids)
                    .allMatch(id -> stage.ec2.state(id).equals("terminated"));
            watch.look(stage.windows.declared());
            assertThat(alerts(stage)).noneMatch(text -> text.startsWith("WINDOW-127"));
            assertThatThrownBy(() -> stage.operations.terminateOrphan(Stage.SECOND, "ann", "", false))
                    .hasMessageContaining("is no orphan");
        }
    }

    @Test
    void whatEc2WouldRefuseIsToldOnRequestAndADayBefore() {
        try (Stage stage = stage()) {
            LaunchDryRun dryRun = new LaunchDryRun(
                    new RegionalEc2(accountRegion -> stage.actions), stage.alerts, stage.clock, stage.clock::nanoTime);
            assertThat(stage.operations.validateLaunches())
                    .containsExactly("EC2 was asked about 3 machines, 0 problems");
            int[] asked = {0};
            stage.ec2.before("DryRun", name -> {
                asked[0]++;
                if (name.equals("sunday-service-repeater-1")) {
                    throw SimulatedEc2.refusal(400, "InvalidAMIID.NotFound");
                }
                throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
            });
            stage.clock.pass(Duration.ofMinutes(1));
            assertThat(stage.operations.validateLaunches().get(0))
                    .startsWith(
                            "WINDOW-128  sunday-service/repeater  EC2 would refuse to launch it: RunInstances refused:"
                                    + " InvalidAMIID");

            stage.clock.set("2026-11-28T14:00:00Z"); // 24 hours and 20 minutes before the lead begins
            dryRun.look(stage.windows.declared());
            assertThat(alerts(stage)).noneMatch(text -> text.startsWith("WINDOW-128"));
            stage.clock.pass(Duration.ofMinutes(30));
            asked[0] = 0;
            dryRun.look(stage.windows.declared());
            dryRun.look(stage.windows.declared());
            assertThat(asked[0])
                    .as("once an hour: two subnets of two types, and one")
                    .isEqualTo(5);
            assertThat(alerts(stage))
                    .filteredOn(text -> text.startsWith("WINDOW-128"))
                    .hasSize(1);

            stage.ec2.mend("DryRun");
            stage.clock.pass(Duration.ofMinutes(61));
            dryRun.look(stage.windows.declared());
            assertThat(alerts(stage)).noneMatch(text -> text.startsWith("WINDOW-128"));
            assertThat(stage.mutations()).isEmpty();
        }
    }

    private static OrphanWatch orphans(Stage stage) {
        return new OrphanWatch(
                new RegionalEc2(accountRegion -> stage.actions), stage.journal, stage.alerts, stage.clock);
    }

    @Test
    void theNextSundayLaunchesOthers() {
        try (Stage stage = stage()) {
            toTheEnd(stage);
            stage.clock.set("2026-11-29T14:00:00Z");
            stage.runTo("2026-11-29T14:29:00Z");
            assertThat(stage.ec2.launches.ids).hasSize(6);
            assertThat(stage.state(WINDOW)).isEqualTo("OPEN");
        }
    }

    /** Hours in which nothing happens. */
    private static void quiet(Stage stage) {
        while (stage.clock.instant().isBefore(Instant.parse("2026-11-22T23:40:00Z"))) {
            stage.windows.reconcile();
            stage.clock.pass(Duration.ofMinutes(30));
        }
    }

    private static void toTheEnd(Stage stage) {
        if (stage.clock.instant().isBefore(Instant.parse(OPEN))) {
            stage.runTo(OPEN);
        }
        quiet(stage);
        stage.runTo(AFTER);
    }

    private static void lose(Stage stage, int answers) {
        int[] left = {answers};
        stage.ec2.after("RunInstances", name -> {
            if (left[0]-- > 0) {
                throw SimulatedEc2.noAnswer();
            }
        });
    }

    private static void allGone(Stage stage) {
        assertThat(stage.ec2.launches.ids).allMatch(id -> stage.ec2.state(id).equals("terminated"));
        OccurrenceRecord entry = stage.entry(WINDOW);
        assertThat(entry.claims().values()).allMatch(claim -> claim.claimPhase() == ClaimPhase.RELEASED);
    }

    private static List<String> alerts(Stage stage) {
        return stage.alerts.raised().stream()
                .map(alert -> alert.code() + " " + alert.text())
                .toList();
    }

    private static RunInstancesRequest request(Stage stage, int index) {
        return Objects.requireNonNull(stage.ec2.launches.of(stage.ec2.launches.ids.get(index)))
                .request();
    }

    private static String userData(Stage stage, int index) {
        Function<String, byte[]> decoded = Base64.getDecoder()::decode;
        return new String(decoded.apply(request(stage, index).userData()), StandardCharsets.UTF_8);
    }
}
