package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.journal.JournalException;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.SlotLaunch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * The process is killed before or after any commit and after any call while a window scales out and in again, between the decision
 * and the launch and between the drain and the end of a machine, too; and CloudWatch and EC2 fail now and then. No machine is there
 * twice, none is left over, the minimum and the origin stay. Twenty seeds in each build, more by {@code -Dlamplighter.launches=1000}.
 */
final class ScaleCrashTest {
    private static final ch.qos.logback.classic.Logger LOG =
            (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(StreamingWindows.class);
    private static final String WINDOW = """
          - name: broadcast
            zone: UTC
            when: {from: 2026-11-22T14:30, to: 2026-11-22T15:20}
            lead: 4m
            launch:
              - {slot: origin, image: ami-0123456789abcdef0, type: c7i.large}
              - {slot: repeater, count: 1..2, scale: {cpu: 75, warmup: 2m, drain: 2m}, image: ami-0123456789abcdef1, type: [c7i.large, c6i.large]}
        """;
    private static final Instant LEAD = Instant.parse("2026-11-22T14:26:00Z");
    private static final Instant QUIET = Instant.parse("2026-11-22T14:40:00Z");
    private static final Instant END = Instant.parse("2026-11-22T15:20:00Z");

    @BeforeAll
    static void quieten() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void letTalk() {
        LOG.setLevel(null);
    }

    @Test
    void killedAtEveryCommitNoMachineIsThereTwiceAndNoneIsLeftOver() {
        int commits = 0;
        boolean crashed = true;
        while (crashed) {
            crashed = run(commits, true, null);
            crashed |= run(commits, false, null);
            commits++;
        }
        assertThat(commits).as("commits in one occurrence").isGreaterThan(30);
    }

    @Test
    void whateverGoesWrongBesidesItIsTheSame() {
        int runs = Integer.getInteger("lamplighter.launches", 20);
        long first = Long.getLong("lamplighter.seed", 20_261_122L);
        for (long seed = first; seed < first + runs; seed++) {
            Random random = new Random(seed);
            run(random.nextInt(60), random.nextBoolean(), random);
        }
    }

    /** @return whether there was such a commit */
    private static boolean run(int commit, boolean beforeIt, @Nullable Random random) {
        String turn = "killed " + (beforeIt ? "before" : "after") + " commit " + commit;
        boolean crashed = false;
        try (Stage stage = new Stage(WINDOW)) {
            if (random != null) {
                trouble(stage, random);
            }
            stage.restart(CrashAtEveryWriteTest.dying(stage.dataSource(), commit, beforeIt));
            stage.clock.set(LEAD.minusSeconds(30).toString());
            while (stage.clock.instant().isBefore(END.plus(Duration.ofMinutes(random == null ? 3 : 15)))) {
                try {
                    stage.cloudWatch.refusal = random != null && random.nextInt(6) == 0 ? "Throttling" : "";
                    stage.askForLoad();
                    stage.windows.reconcile();
                } catch (JournalException | Killed e) {
                    crashed = true;
                    stage.restart();
                } catch (ProblemException e) {
                    assertThat(e.problem().code()).as(turn).isEqualTo("WINDOW-109");
                }
                measure(stage);
                stage.clock.pass(Stage.TICK);
                assertNothingIsDouble(stage, turn);
            }
            assertAllGone(stage, turn, random);
        }
        return crashed;
    }

    /** Every machine is busy until the quiet part, so that one more is launched, and given up afterwards. */
    private static void measure(Stage stage) {
        Instant now = stage.clock.instant();
        Instant minute = Instant.ofEpochSecond(now.getEpochSecond() / 60 * 60);
        stage.ec2.launches.ids.forEach(
                id -> stage.cloudWatch.put(id, "CPUUtilization", minute, now.isBefore(QUIET) ? 90 : 5));
    }

    private static void trouble(Stage stage, Random random) {
        stage.ec2.launches.lag = Duration.ofSeconds(random.nextInt(100));
        for (String operation : List.of("RunInstances", "CreateTags", "TerminateInstances")) {
            stage.ec2.before(operation, id -> {
                if (random.nextInt(4) == 0 && !isOver(stage)) {
                    throw SimulatedEc2.refusal(
                            500, random.nextBoolean() ? "InsufficientInstanceCapacity" : "InternalError");
                }
            });
            stage.ec2.after(operation, id -> {
                switch (isOver(stage) ? 3 : random.nextInt(4)) {
                    case 0 -> throw SimulatedEc2.noAnswer();
                    case 1 -> throw new Killed();
                    default -> {
                        // its answer arrives
                    }
                }
            });
        }
    }

    /** Whether EC2 works again. */
    private static boolean isOver(Stage stage) {
        return stage.clock.instant().isAfter(END.plus(Duration.ofMinutes(6)));
    }

    private static void assertNothingIsDouble(Stage stage, String turn) {
        List<String> names = stage.ec2.launches.ids.stream()
                .filter(id -> !stage.ec2.state(id).equals("terminated"))
                .map(id -> name(stage, id))
                .toList();
        assertThat(names).as(turn).doesNotHaveDuplicates();
    }

    private static String name(Stage stage, String id) {
        return stage.ec2.launches.tags(id).stream()
                .filter(tag -> tag.key().equals("Name"))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static void assertAllGone(Stage stage, String turn, @Nullable Random random) {
        List<String> ids = stage.ec2.launches.ids;
        assertThat(ids).as(turn).allMatch(id -> stage.ec2.state(id).equals("terminated"));
        assertThat(stage.entry("broadcast").phase()).as(turn).isEqualTo(Phase.CLOSED);
        assertThat(stage.entry("broadcast").launches())
                .as(turn)
                .filteredOn(launch -> !launch.instanceId().isEmpty())
                .extracting(SlotLaunch::instanceId)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(ids)
                .as("the origin and the minimum stay, " + turn)
                .filteredOn(id -> !name(stage, id).endsWith("repeater-2"))
                .allMatch(id -> !Objects.requireNonNull(Objects.requireNonNull(stage.ec2.launches.of(id))
                                .to())
                        .isBefore(END));
        if (random == null) {
            assertThat(ids)
                    .as(turn)
                    .extracting(id -> name(stage, id))
                    .containsExactly("broadcast-origin", "broadcast-repeater-1", "broadcast-repeater-2");
            assertThat(Objects.requireNonNull(stage.ec2.launches.of(ids.get(2))).to())
                    .as(turn)
                    .isBefore(END);
        }
    }

    /** The process dies. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
