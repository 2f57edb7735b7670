package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.watch.OrphanWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What could leave a launched server running, or launch it twice: each time there is one server a slot, and each is terminated, or
 * a person is told.
 */
final class LeftRunningTest {
    private static final String WINDOW = "broadcast";
    private static final String OPEN = "2026-11-22T14:29:00Z";
    private static final String END = "2026-11-22T16:00:00Z";
    private static final String AFTER = "2026-11-22T16:15:00Z";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Stage stage;

    @BeforeEach
    void declare() throws IOException {
        Files.writeString(folder.resolve("origin.sh"), "#!/bin/sh\necho one\n");
        stage = new Stage(window("origin", "ami-0123456789abcdef0", "2026-11-22T16:00"));
        stage.clock.set("2026-11-22T14:19:30Z");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private String window(String slot, String image, String to) {
        return """
              - name: broadcast
                zone: UTC
                when: {from: 2026-11-22T14:30, to: %s}
                launch:
                  - {slot: %s, image: %s, type: c7i.large, package: %s/origin.sh, eip: eipalloc-0123456789abcdef0}
            """.formatted(to, slot, image, folder);
    }

    private void loseTheFirstAnswer() {
        stage.ec2.after("RunInstances", name -> {
            stage.ec2.mendAfter("RunInstances");
            throw SimulatedEc2.noAnswer();
        });
    }

    private List<String> alive() {
        return stage.ec2.launches.ids.stream()
                .filter(id -> !stage.ec2.state(id).equals("terminated"))
                .toList();
    }

    private void allGone(int launched) {
        assertThat(stage.ec2.launches.ids).hasSize(launched);
        assertThat(alive()).isEmpty();
        assertThat(stage.entry(WINDOW).phase()).isEqualTo(Phase.CLOSED);
    }

    private List<String> alerts() {
        return stage.alerts.raised().stream().map(alert -> alert.text()).toList();
    }

    /** As it was wrong before and is right afterwards; AWS says so. */
    @ParameterizedTest
    @ValueSource(strings = {"PT50S", "PT30M", "PT-30M"})
    void theClockIsSetBetweenALaunchAndItsAnswerInTheJournal(Duration by) {
        SimulatedAws aws = new SimulatedAws(stage.clock);
        stage.aws = aws;
        stage.ec2.launches.lag = Duration.ofSeconds(80);
        stage.ec2.after("RunInstances", name -> {
            stage.ec2.mendAfter("RunInstances");
            stage.clock.jump(by);
            throw SimulatedEc2.noAnswer();
        });
        stage.runTo("2026-11-22T14:22:00Z");
        assertThat(stage.ec2.launches.ids).hasSize(1);
        for (int minutes = 0; minutes < 180; minutes++) {
            stage.clock.pass(Duration.ofMinutes(1));
            stage.windows.reconcile();
            assertThat(alive()).as("after " + minutes + " minutes").hasSizeLessThanOrEqualTo(1);
        }
        allGone(1);
    }

    /** EC2 forgets a token after a day: who asks again with it launches again. */
    @Test
    void theServiceIsAwayForLongerThanEc2RemembersTheToken() {
        stage.declare(window("origin", "ami-0123456789abcdef0", "2026-11-26T16:00"));
        stage.restart();
        loseTheFirstAnswer();
        stage.ec2.launches.lag = Duration.ofSeconds(50);
        stage.runTo("2026-11-22T14:20:00Z");
        assertThat(stage.entry(WINDOW).lastLaunch("origin").orElseThrow().phase())
                .isEqualTo(SlotLaunch.Phase.REQUESTED);

        stage.clock.set("2026-11-24T14:20:00Z");
        stage.restart();
        stage.runTo("2026-11-24T14:30:00Z");

        assertThat(stage.ec2.launches.ids).hasSize(1);
        assertThat(stage.state(WINDOW)).isEqualTo("OPEN");
        stage.clock.set("2026-11-26T15:59:00Z");
        stage.runTo("2026-11-26T16:05:00Z");
        allGone(1);
    }

    @Test
    void whatEc2StillShowsRunningAfterItsEndIsAskedForAgainSeldomAndLetGoWhenItIsGone() {
        stage.runTo(OPEN);
        stage.ec2.after(
                "TerminateInstances",
                id -> stage.ec2
                        .machine(id)
                        .terminateUnseen(stage.clock.trueTime().plusSeconds(100)));
        stage.runTo(END);
        stage.runTo("2026-11-22T16:01:00Z");
        stage.ec2.mendAfter("TerminateInstances");
        stage.runTo("2026-11-22T16:10:00Z");
        allGone(1);
        assertThat(stage.calls("TERMINATE")).isBetween(1L, 5L);
        assertThat(stage.calls("RUN")).isEqualTo(1);
    }

    @Test
    void whatSomebodyTerminatesByHandAfterTheEndIsNotLaunchedAgain() {
        stage.runTo(OPEN);
        stage.ec2.before("TerminateInstances", id -> {
            throw SimulatedEc2.refusal(403, "UnauthorizedOperation");
        });
        stage.runTo("2026-11-22T16:12:00Z");
        assertThat(alive()).hasSize(1);
        assertThat(alerts()).anyMatch(text -> text.startsWith("WINDOW-112") && text.contains(WINDOW));
        stage.ec2.terminated(alive().get(0));
        stage.runTo("2026-11-22T16:20:00Z");
        allGone(1);
        assertThat(alerts()).isEmpty();
    }

    /** The slot's new name is another machine, which has to fit into the time of all; the one before stays until the end. */
    @Test
    void aSlotThatIsRenamedWhileItsServerRuns() {
        stage.runTo(OPEN);
        stage.declare(window("main", "ami-0123456789abcdef0", "2026-11-22T16:00"));
        stage.reload();
        stage.runTo("2026-11-22T14:40:00Z");
        assertThat(alive()).containsExactly("i-00000000000abc000");
        assertThat(stage.ec2.holder(Stage.EIP)).as("is taken from nobody").hasValue("eni-00000000000abc000");
        assertThat(alerts()).anyMatch(text -> text.startsWith("WINDOW-125") && text.contains("broadcast/main"));
        stage.runTo(AFTER);
        allGone(stage.ec2.launches.ids.size());
        assertThat(stage.ec2.launches.ids)
                .extracting(id -> LaunchKills.name(stage, id))
                .doesNotHaveDuplicates();
    }

    @Test
    void theWindowIsTakenOutOfTheFileWhileItsServerRuns() {
        stage.runTo(OPEN);
        stage.declare(Stage.SUNDAY);
        stage.restart();
        stage.runTo("2026-11-22T15:59:30Z");
        assertThat(alive()).as("stays until the end that was declared").hasSize(1);
        stage.runTo(AFTER);
        assertThat(alive()).isEmpty();
        assertThat(stage.calls("RUN")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows: [", "", "windows:\n  - name: broadcast\n    zone: Mars/Olympus\n"})
    void theFileIsBrokenWhileItsServerRunsAndTheServiceStartsAnew(String text) {
        stage.runTo(OPEN);
        stage.mayBeBroken = true;
        stage.declareFile(text);
        stage.restart();
        stage.runTo("2026-11-22T15:59:30Z");
        assertThat(alive()).hasSize(1);
        stage.runTo(AFTER);
        allGone(1);
    }

    /** Under the token of before it would be a mismatch, under another one a second machine. */
    @Test
    void thePackageIsChangedBetweenALostAnswerAndTheNextTry() throws IOException {
        stage.ec2.launches.lag = Duration.ofSeconds(100);
        loseTheFirstAnswer();
        stage.runTo("2026-11-22T14:20:00Z");
        Files.writeString(folder.resolve("origin.sh"), "#!/bin/sh\necho two\n");
        stage.runTo(OPEN);
        assertThat(stage.ec2.launches.ids).hasSize(1);
        assertThat(stage.state(WINDOW)).isEqualTo("OPEN");
        stage.runTo(AFTER);
        allGone(1);
    }

    @Test
    void theImageIsChangedBetweenALostAnswerAndTheNextStart() {
        stage.ec2.launches.lag = Duration.ofSeconds(100);
        loseTheFirstAnswer();
        stage.runTo("2026-11-22T14:20:00Z");
        stage.declare(window("origin", "ami-0123456789abcdef9", "2026-11-22T16:00"));
        stage.restart();
        stage.runTo(OPEN);
        assertThat(stage.ec2.launches.ids).hasSize(1);
        stage.runTo(AFTER);
        allGone(1);
    }

    @Test
    void ec2SaysThatTheTokenBelongsToAnotherRequest() {
        stage.ec2.launches.lag = Duration.ofSeconds(100);
        stage.ec2.after("RunInstances", name -> {
            stage.ec2.mendAfter("RunInstances");
            throw SimulatedEc2.refusal(400, "IdempotentParameterMismatch");
        });
        stage.runTo(OPEN);
        assertThat(stage.ec2.launches.ids).hasSize(1);
        assertThat(stage.state(WINDOW)).isEqualTo("OPEN");
        stage.runTo(AFTER);
        allGone(1);
    }

    /** The file of the journal is deleted; nothing but its tags says whose the server is. */
    @Test
    void theJournalIsLostAndTheWindowIsOverOrGoneFromTheFile() {
        stage.runTo(OPEN);
        try (StateDatabase fresh = StateDatabase.inMemory()) {
            stage.declare(Stage.SUNDAY.replace("days: SUN", "days: MON"));
            stage.clock.set(AFTER);
            stage.restart(fresh.dataSource());
            stage.runTo("2026-11-22T16:30:00Z");
            assertThat(stage.calls("TERMINATE")).isZero();
            assertThat(stage.operations.orphans())
                    .as("also where no window launches any more")
                    .singleElement()
                    .asString()
                    .startsWith("broadcast-origin (i-00000000000abc000), running");
            assertThat(stage.operations
                            .terminateOrphan("i-00000000000abc000", "ann", "nobody needs it", false)
                            .toString())
                    .contains("TERMINATE i-00000000000abc000");
            stage.runTo("2026-11-22T16:33:00Z");
            assertThat(alive()).isEmpty();
        }
    }

    /** Its answer got lost, and EC2 didn't list it for so long that it was given up. */
    @Test
    void aServerThatShowsUpLongAfterTheEndIsTold() {
        stage.ec2.before("RunInstances", name -> {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        });
        stage.runTo("2026-11-22T15:57:00Z");
        stage.ec2.mend("RunInstances");
        stage.ec2.launches.lag = Duration.ofMinutes(20);
        stage.ec2.after("RunInstances", name -> {
            throw SimulatedEc2.noAnswer();
        });
        stage.runTo("2026-11-22T16:30:00Z");
        assertThat(alive()).hasSize(1);
        OrphanWatch watch =
                new OrphanWatch(new RegionalEc2(place -> stage.actions), stage.journal, stage.alerts, stage.clock);
        watch.look(stage.windows.declared());
        assertThat(alerts()).anyMatch(text -> text.startsWith("WINDOW-127") && text.contains("broadcast-origin"));
    }

    @Test
    void ec2CanNotBeAskedFromTheEndOn() {
        stage.runTo(OPEN);
        stage.runTo("2026-11-22T15:59:00Z");
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.refusal(403, "AccessDenied");
        });
        while (stage.clock.instant().isBefore(Instant.parse("2026-11-22T16:40:00Z"))) {
            try {
                stage.windows.reconcile();
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo("WINDOW-109");
            }
            stage.clock.pass(Stage.TICK);
        }
        assertThat(alive()).hasSize(1);
        assertThat(alerts()).anyMatch(text -> text.startsWith("WINDOW-112"));
        stage.ec2.mend("DescribeInstances");
        stage.runTo("2026-11-22T16:42:00Z");
        allGone(1);
    }
}
