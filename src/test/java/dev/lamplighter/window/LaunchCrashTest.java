package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.journal.JournalException;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.SlotLaunch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The process is killed before or after any commit and after any call, answers get lost, EC2 lists late and has no capacity:
 * each slot gets one instance, each instance is terminated, and no other one is touched. Twenty seeds in each build, more by
 * {@code -Dlamplighter.launches=1000}.
 */
final class LaunchCrashTest {
    private static final String WINDOW = """
              - name: broadcast
                zone: UTC
                when: {from: 2026-11-22T14:30, to: 2026-11-22T14:35}
                lead: 4m
                launch:
                  - {slot: origin, image: ami-0123456789abcdef0, type: [c7i.large, c6i.large], eip: eipalloc-0123456789abcdef0}
                  - {slot: repeater, count: 2, image: ami-0123456789abcdef1, type: c7i.large}
            """;
    private static final Instant LEAD = Instant.parse("2026-11-22T14:26:00Z");
    private static final Instant END = Instant.parse("2026-11-22T14:35:00Z");
    private static final int FOREIGN = 300;

    @Test
    void killedAtEveryCommitEachSlotGetsOneInstanceAndEachIsTerminated() {
        int commits = 0;
        boolean crashed = true;
        while (crashed) {
            crashed = run(commits, true, null);
            crashed |= run(commits, false, null);
            commits++;
        }
        assertThat(commits).as("commits in one occurrence").isGreaterThan(15);
    }

    @Test
    void whateverGoesWrongBesidesItIsTheSame() {
        int runs = Integer.getInteger("lamplighter.launches", 20);
        long first = Long.getLong("lamplighter.seed", 20_261_122L);
        for (long seed = first; seed < first + runs; seed++) {
            Random random = new Random(seed);
            run(random.nextInt(40), random.nextBoolean(), random);
        }
    }

    /** @return whether there was such a commit */
    private static boolean run(int commit, boolean beforeIt, @Nullable Random random) {
        String turn = "killed " + (beforeIt ? "before" : "after") + " commit " + commit;
        boolean crashed = false;
        try (Stage stage = new Stage(WINDOW)) {
            if (random != null) {
                foreign(stage);
                trouble(stage, random);
            }
            stage.restart(CrashAtEveryWriteTest.dying(stage.dataSource(), commit, beforeIt));
            stage.clock.set(LEAD.minusSeconds(30).toString());
            Duration troubled = random == null ? Duration.ofMinutes(2) : Duration.ofMinutes(15);
            while (stage.clock.instant().isBefore(END.plus(troubled))) {
                try {
                    stage.windows.reconcile();
                } catch (JournalException | Killed e) {
                    crashed = true;
                    stage.restart();
                } catch (ProblemException e) {
                    assertThat(e.problem().code()).as(turn).isEqualTo("WINDOW-109");
                }
                stage.clock.pass(Stage.TICK);
                assertNothingIsDouble(stage, turn);
            }
            assertAllGone(stage, turn, random);
        }
        return crashed;
    }

    private static void foreign(Stage stage) {
        for (int i = 0; i < FOREIGN; i++) {
            String id = foreignId(i);
            stage.ec2.instance(id, "eni-" + id.substring(2));
            stage.ec2.machine(id).start(stage.clock.trueTime());
        }
    }

    private static String foreignId(int i) {
        return String.format("i-%017x", 0xfff000 + i);
    }

    private static void trouble(Stage stage, Random random) {
        stage.ec2.launches.lag = Duration.ofSeconds(random.nextInt(200));
        for (String operation : List.of("RunInstances", "TerminateInstances")) {
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

    /** At no time two instances of one name. */
    private static void assertNothingIsDouble(Stage stage, String turn) {
        List<String> names = stage.ec2.launches.ids.stream()
                .filter(id -> !stage.ec2.state(id).equals("terminated"))
                .map(id -> stage.ec2.launches.tags(id).stream()
                        .filter(tag -> tag.key().equals("Name"))
                        .findFirst()
                        .orElseThrow()
                        .value())
                .toList();
        assertThat(names).as(turn).doesNotHaveDuplicates();
    }

    private static void assertAllGone(Stage stage, String turn, @Nullable Random random) {
        assertThat(stage.ec2.launches.ids)
                .as(turn)
                .hasSizeBetween(1, 3)
                .allMatch(id -> stage.ec2.state(id).equals("terminated"));
        assertThat(stage.entry("broadcast").phase()).as(turn).isEqualTo(Phase.CLOSED);
        assertThat(stage.entry("broadcast").launches())
                .as(turn)
                .filteredOn(launch -> !launch.instanceId().isEmpty())
                .extracting(SlotLaunch::instanceId)
                .containsExactlyInAnyOrderElementsOf(stage.ec2.launches.ids);
        for (int i = 0; random != null && i < FOREIGN; i++) {
            assertThat(stage.ec2.state(foreignId(i))).as(turn).isEqualTo("running");
        }
        assertThat(stage.mutations()).as(turn).noneMatch(call -> call.contains("fff"));
    }

    /** The process dies. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
