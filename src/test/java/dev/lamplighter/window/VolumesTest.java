package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.EIP;
import static dev.lamplighter.window.Stage.ENI;
import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SECOND;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Volumes of a window. */
final class VolumesTest {
    private static final String VOLUME = "vol-0123456789abcdef0";
    private static final String ATTACH = "ATTACH " + VOLUME + " " + ORIGIN + " /dev/sdf";

    private final Stage stage = new Stage(SUNDAY + """
                volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}]
            """);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aFreeVolumeIsAttachedOnceItsInstanceRunsAndIsLeftThere() {
        stage.ec2.volume(VOLUME);

        stage.runTo("2026-11-22T14:22:00Z");
        assertThat(stage.mutations()).containsExactly("START " + ORIGIN, ATTACH, "ASSOCIATE " + EIP + " " + ENI);
        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");

        stage.runTo("2026-11-30T02:00:00Z");
        assertThat(stage.calls("ATTACH")).isEqualTo(1);
        assertThat(stage.calls("START")).isEqualTo(2);
        assertThat(stage.ec2.attachedTo(VOLUME)).contains(ORIGIN);
    }

    @Test
    void aVolumeOfAnotherInstanceIsNotTakenAndItsHolderIsNamed() {
        stage.ec2.volume(VOLUME).attach(VOLUME, SECOND, "/dev/sdh");

        stage.runTo("2026-11-22T15:00:00Z");

        assertThat(stage.calls("ATTACH")).isZero();
        assertThat(stage.state("sunday-service")).isEqualTo("DEGRADED");
        assertThat(stage.windows.reconcile().decisions())
                .anySatisfy(decision -> assertThat(decision.reason()).contains("attached to " + SECOND));
        stage.ec2.attach(VOLUME, null, null);
        stage.runTo("2026-11-22T15:01:00Z");
        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
    }

    @Test
    void aVolumeAtAnotherDeviceOrNoneAtAllIsToldAndHindersNothingElse() {
        stage.ec2.volume(VOLUME).attach(VOLUME, ORIGIN, "/dev/sdh");
        stage.runTo("2026-11-22T14:22:00Z");
        assertThat(stage.windows.reconcile().decisions())
                .anySatisfy(decision -> assertThat(decision.reason()).contains("attached as /dev/sdh"));

        stage.declare(SUNDAY + "    volumes: [{volume: vol-0123456789abcdef9, device: /dev/sdf}]\n");
        stage.restart();
        assertThat(stage.windows.reconcile().decisions())
                .anySatisfy(decision -> assertThat(decision.reason()).contains("doesn't list the volume"));
        assertThat(stage.mutations()).containsExactly("START " + ORIGIN, "ASSOCIATE " + EIP + " " + ENI);
    }

    @Test
    void aRefusedAttachmentIsTriedAgainAndOneThatCannotBeSeenIsLeft() {
        stage.ec2.volume(VOLUME).before("AttachVolume", id -> {
            throw SimulatedEc2.refusal(400, "IncorrectState");
        });
        stage.runTo("2026-11-22T14:23:00Z");
        assertThat(stage.calls("ATTACH")).isGreaterThan(1);
        assertThat(stage.ec2.holder(EIP)).isPresent();

        stage.ec2.before("DescribeVolumes", any -> {
            throw SimulatedEc2.refusal(403, "UnauthorizedOperation");
        });
        long before = stage.calls("ATTACH");
        stage.runTo("2026-11-22T14:25:00Z");
        assertThat(stage.calls("ATTACH")).isEqualTo(before);

        stage.ec2.mend("AttachVolume");
        stage.ec2.mend("DescribeVolumes");
        stage.runTo("2026-11-22T14:26:00Z");
        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
    }
}
