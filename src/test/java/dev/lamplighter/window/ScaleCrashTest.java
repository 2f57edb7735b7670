package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The process is killed before or after any commit and after any call while a window with addresses and a volume scales out and in
 * again, between the decision and the launch and between the drain and the end of a machine, too; and CloudWatch and EC2 fail now
 * and then. No machine is there twice, none is left over, the minimum and the origin stay. Twenty seeds in each build, more by
 * {@code -Dlamplighter.launches=1000}.
 */
@ExtendWith(QuietWindows.class)
final class ScaleCrashTest implements LaunchKills.Scenario {
    private static final String FIRST_EIP = "eipalloc-0123456789abcdef1";
    private static final String SECOND_EIP = "eipalloc-0123456789abcdef2";
    private static final String ARCHIVE = "vol-0123456789abcdef0";
    private static final String SLOTS = """
              - {slot: origin, image: ami-0123456789abcdef0, type: c7i.large, volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}]}
              - {slot: repeater, count: 1..2, scale: {cpu: 75, warmup: 2m, drain: 2m}, image: ami-0123456789abcdef1, type: [c7i.large, c6i.large],
                 eip: [eipalloc-0123456789abcdef1, eipalloc-0123456789abcdef2]}
        """;
    private static final Instant QUIET = Instant.parse("2026-11-22T14:40:00Z");

    private final LaunchKills kills = new LaunchKills(this);

    @Override
    public String slots() {
        return SLOTS;
    }

    @Override
    public LocalTime ends() {
        return LocalTime.of(15, 20);
    }

    @Override
    public List<String> operations() {
        return List.of("RunInstances", "CreateTags", "TerminateInstances", "AttachVolume", "AssociateAddress");
    }

    @Override
    public void prepare(SimulatedEc2 ec2) {
        ec2.address(FIRST_EIP).address(SECOND_EIP).volume(ARCHIVE);
    }

    @Override
    public void before(Stage stage, @Nullable Random random) {
        stage.cloudWatch.refusal = random != null && random.nextInt(6) == 0 ? "Throttling" : "";
        stage.askForLoad();
    }

    /** Every machine is busy until the quiet part, so that one more is launched, and given up afterwards. */
    @Override
    public void after(Stage stage) {
        Instant now = stage.clock.instant();
        Instant minute = Instant.ofEpochSecond(now.getEpochSecond() / 60 * 60);
        stage.ec2.launches.ids.forEach(
                id -> stage.cloudWatch.put(id, "CPUUtilization", minute, now.isBefore(QUIET) ? 90 : 5));
    }

    @Override
    public void judge(Stage stage, String turn, boolean isTroubled) {
        List<String> ids = stage.ec2.launches.ids;
        assertThat(ids)
                .as("the origin and the minimum stay, " + turn)
                .filteredOn(id -> !LaunchKills.name(stage, id).endsWith("repeater-2"))
                .allMatch(id -> !ended(stage, id).isBefore(kills.end()));
        if (!isTroubled) {
            assertThat(ids)
                    .as(turn)
                    .extracting(id -> LaunchKills.name(stage, id))
                    .containsExactly("broadcast-origin", "broadcast-repeater-1", "broadcast-repeater-2");
            assertThat(ended(stage, ids.get(2))).as(turn).isBefore(kills.end());
            assertThat(stage.mutations())
                    .as(turn)
                    .filteredOn(call -> call.startsWith("ATTACH") || call.startsWith("ASSOCIATE"))
                    .containsExactly(
                            "ATTACH " + ARCHIVE + " i-00000000000abc000 /dev/sdf",
                            "ASSOCIATE " + FIRST_EIP + " eni-00000000000abc001",
                            "ASSOCIATE " + SECOND_EIP + " eni-00000000000abc002");
        }
    }

    private static Instant ended(Stage stage, String id) {
        return Objects.requireNonNull(
                Objects.requireNonNull(stage.ec2.launches.of(id)).to());
    }

    @Test
    void killedAtEveryCommitNoMachineIsThereTwiceAndNoneIsLeftOver() {
        assertThat(kills.atEveryCommit()).as("commits in one occurrence").isGreaterThan(35);
    }

    @Test
    void whateverGoesWrongBesidesItIsTheSame() {
        kills.withSeeds(70);
    }
}
