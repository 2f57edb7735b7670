package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The process is killed before or after any commit and after any call, answers get lost, EC2 lists late and has no capacity:
 * each slot gets one instance with its address and its volume, each instance is terminated, and no other one is touched. Twenty
 * seeds in each build, more by {@code -Dlamplighter.launches=1000}.
 */
final class LaunchCrashTest implements LaunchKills.Scenario {
    private static final String ARCHIVE = "vol-0123456789abcdef0";
    private static final String CACHE = "vol-0123456789abcdef1";
    private static final String SLOTS = """
              - {slot: origin, image: ami-0123456789abcdef0, type: [c7i.large, c6i.large], eip: eipalloc-0123456789abcdef0,
                 volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}, {size: 40, device: /dev/xvda}]}
              - {slot: cache, image: ami-0123456789abcdef0, type: c7i.large, volumes: [{volume: vol-0123456789abcdef1, device: /dev/sdf}]}
              - {slot: repeater, count: 2, image: ami-0123456789abcdef1, type: c7i.large}
        """;

    private final LaunchKills kills = new LaunchKills(this);

    @Override
    public String slots() {
        return SLOTS;
    }

    @Override
    public LocalTime ends() {
        return LocalTime.of(14, 35);
    }

    @Override
    public List<String> operations() {
        return List.of("RunInstances", "TerminateInstances", "AttachVolume", "AssociateAddress");
    }

    @Override
    public void prepare(SimulatedEc2 ec2) {
        ec2.volume(ARCHIVE).volume(CACHE);
    }

    @Override
    public void judge(Stage stage, String turn, boolean isTroubled) {
        assertThat(stage.ec2.launches.ids).as(turn).hasSizeBetween(1, 4);
        if (!isTroubled) {
            assertThat(stage.ec2.launches.ids)
                    .as(turn)
                    .extracting(id -> LaunchKills.name(stage, id))
                    .containsExactly(
                            "broadcast-origin", "broadcast-cache", "broadcast-repeater-1", "broadcast-repeater-2");
            assertThat(stage.mutations())
                    .as(turn)
                    .filteredOn(call -> call.startsWith("ATTACH") || call.startsWith("ASSOCIATE"))
                    .containsExactlyInAnyOrder(
                            "ASSOCIATE " + Stage.EIP + " eni-00000000000abc000",
                            "ATTACH " + ARCHIVE + " i-00000000000abc000 /dev/sdf",
                            "ATTACH " + CACHE + " i-00000000000abc001 /dev/sdf");
        }
    }

    @Test
    void killedAtEveryCommitEachSlotGetsOneInstanceAndEachIsTerminated() {
        assertThat(kills.atEveryCommit()).as("commits in one occurrence").isGreaterThan(20);
    }

    @Test
    void whateverGoesWrongBesidesItIsTheSame() {
        kills.withSeeds(50);
    }
}
