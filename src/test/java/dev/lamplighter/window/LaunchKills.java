package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.journal.JournalException;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.SlotLaunch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Kills the process before or after any commit of an occurrence that launches, or with a seed right after any call, too, while
 * answers get lost, EC2 lists late, refuses and has no capacity; and checks what must hold whatever launches: no machine is there
 * twice, each that was launched is terminated and no other one is touched, no address and no volume is taken from another.
 */
final class LaunchKills {
    private static final Duration FAULTS_LAST = Duration.ofMinutes(6);
    private static final Duration TROUBLED = Duration.ofMinutes(15);
    private static final int FOREIGN = 300;

    private static final Instant LEAD = Instant.parse("2026-11-22T14:26:00Z");
    private static final Logger LOG = LoggerFactory.getLogger(LaunchKills.class);

    private final Scenario scenario;
    private final Instant end;
    private int kills;
    private int launches;

    LaunchKills(Scenario scenario) {
        this.scenario = scenario;
        this.end = scenario.ends()
                .atDate(LocalDate.ofInstant(LEAD, ZoneOffset.UTC))
                .toInstant(ZoneOffset.UTC);
    }

    Instant end() {
        return end;
    }

    /** What is launched, what happens meanwhile, and what must hold besides. */
    interface Scenario {
        /** The slots of the window {@code broadcast}, which begins at 14:30 and launches four minutes before. */
        String slots();

        /** On the same day. */
        LocalTime ends();

        /** The calls that fail now and then. */
        List<String> operations();

        /** Elastic IPs and volumes that are there. */
        void prepare(SimulatedEc2 ec2);

        /** Another half minute begins; {@code random} is null where nothing but a kill goes wrong. */
        default void before(Stage stage, @Nullable Random random) {}

        /** A pass is over. */
        default void after(Stage stage) {}

        /** All is over; {@code isTroubled} says whether more than a kill has gone wrong. */
        void judge(Stage stage, String turn, boolean isTroubled);
    }

    private String window() {
        return String.format("""
              - name: broadcast
                zone: UTC
                when: {from: 2026-11-22T14:30, to: 2026-11-22T%s}
                lead: 4m
                launch:
            """, scenario.ends()) + scenario.slots();
    }

    /** Kills before and after each commit there is; returns how many there were. */
    int atEveryCommit() {
        int commits = 0;
        boolean crashed = true;
        while (crashed) {
            crashed = run(commits, true, null);
            crashed |= run(commits, false, null);
            commits++;
        }
        return commits;
    }

    /** Runs twenty seeds, or as many as {@code -Dlamplighter.launches} says. */
    void withSeeds(int mostCommits) {
        int runs = Integer.getInteger("lamplighter.launches", 20);
        long first = Long.getLong("lamplighter.seed", 20_261_122L);
        for (long seed = first; seed < first + runs; seed++) {
            Random random = new Random(seed);
            run(random.nextInt(mostCommits), random.nextBoolean(), random);
        }
        LOG.info("{} seeds from {}: killed {} times, {} instances launched", runs, first, kills, launches);
        assertThat(kills).as("kills").isPositive();
    }

    /** Returns whether there was such a commit. */
    private boolean run(int commit, boolean beforeIt, @Nullable Random random) {
        String turn = "killed " + (beforeIt ? "before" : "after") + " commit " + commit;
        boolean crashed = false;
        try (Stage stage = new Stage(window())) {
            scenario.prepare(stage.ec2);
            if (random != null) {
                foreign(stage);
                trouble(stage, random);
            }
            stage.restart(CrashAtEveryWriteTest.dying(stage.dataSource(), commit, beforeIt));
            stage.clock.set(LEAD.minusSeconds(30).toString());
            Instant last = end.plus(random == null ? Duration.ofMinutes(3) : TROUBLED);
            while (stage.clock.instant().isBefore(last)) {
                boolean isKilled = isKilled(stage, turn, random);
                crashed |= isKilled;
                kills += isKilled ? 1 : 0;
                scenario.after(stage);
                stage.clock.pass(Stage.TICK);
                assertNothingIsDouble(stage, turn);
            }
            launches += stage.ec2.launches.ids.size();
            assertAllGone(stage, turn);
            scenario.judge(stage, turn, random != null);
        }
        return crashed;
    }

    private boolean isKilled(Stage stage, String turn, @Nullable Random random) {
        try {
            scenario.before(stage, random);
            stage.windows.reconcile();
        } catch (JournalException | Killed e) {
            stage.restart();
            return true;
        } catch (ProblemException e) {
            assertThat(e.problem().code()).as(turn).isEqualTo("WINDOW-109");
        }
        return false;
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

    private void trouble(Stage stage, Random random) {
        stage.ec2.launches.lag = Duration.ofSeconds(random.nextInt(200));
        for (String operation : scenario.operations()) {
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
    private boolean isOver(Stage stage) {
        return stage.clock.instant().isAfter(end.plus(FAULTS_LAST));
    }

    /** What a launched instance is called, as in {@code broadcast-repeater-1}. */
    static String name(Stage stage, String id) {
        return stage.ec2.launches.tags(id).stream()
                .filter(tag -> tag.key().equals("Name"))
                .map(Tag::value)
                .findFirst()
                .orElseThrow();
    }

    private static void assertNothingIsDouble(Stage stage, String turn) {
        List<String> names = stage.ec2.launches.ids.stream()
                .filter(id -> !stage.ec2.state(id).equals("terminated"))
                .map(id -> name(stage, id))
                .toList();
        assertThat(names).as(turn).doesNotHaveDuplicates();
    }

    private static void assertAllGone(Stage stage, String turn) {
        List<String> ids = stage.ec2.launches.ids;
        assertThat(ids).as(turn).isNotEmpty().allMatch(id -> stage.ec2.state(id).equals("terminated"));
        assertThat(stage.entry("broadcast").phase()).as(turn).isEqualTo(Phase.CLOSED);
        assertThat(stage.entry("broadcast").launches())
                .as(turn)
                .filteredOn(launch -> !launch.instanceId().isEmpty())
                .extracting(SlotLaunch::instanceId)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(stage.ec2.heldAddresses()).as(turn).isEmpty();
        assertThat(stage.ec2.attachedVolumes()).as(turn).isEmpty();
        for (int i = 0; i < FOREIGN && stage.ec2.isThere(foreignId(i)); i++) {
            assertThat(stage.ec2.state(foreignId(i))).as(turn).isEqualTo("running");
        }
        assertThat(stage.mutations()).as(turn).noneMatch(call -> call.contains("fff"));
    }

    /** The process dies. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
