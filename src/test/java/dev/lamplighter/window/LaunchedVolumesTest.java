package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.journal.Phase;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;

/** Volumes of launched instances. */
final class LaunchedVolumesTest {
    private static final String ARCHIVE = "vol-0123456789abcdef0";
    private static final String WINDOW = "broadcast";
    private final Stage stage = new Stage("""
          - name: broadcast
            zone: America/Chicago
            when: {days: SUN, opens: "08:30", closes: "09:20"}
            launch:
              - {slot: origin, image: ami-0123456789abcdef0, type: c7i.large,
                 volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}, {size: 40, device: /dev/xvda}]}
              - {slot: repeater, image: ami-0123456789abcdef0, type: c7i.large}
        """);

    @AfterEach
    void close() {
        stage.close();
    }

    private String id(String slot) {
        return stage.entry(WINDOW).lastLaunch(slot).orElseThrow().instanceId();
    }

    @Test
    void aVolumeIsAttachedToEachNewInstanceAndFreeAgainBetweenOccurrences() {
        stage.ec2.volume(ARCHIVE);

        stage.runTo("2026-11-22T14:29:00Z");
        assertThat(stage.mutations()).contains("ATTACH " + ARCHIVE + " " + id("origin") + " /dev/sdf");
        assertThat(stage.calls("ATTACH")).isEqualTo(1);
        assertThat(stage.state(WINDOW)).isEqualTo("OPEN");

        stage.runTo("2026-11-22T15:30:00Z");
        assertThat(stage.entry(WINDOW).phase()).isEqualTo(Phase.CLOSED);
        assertThat(stage.ec2.attachedTo(ARCHIVE)).isEmpty();

        stage.clock.set("2026-11-29T14:19:00Z");
        stage.runTo("2026-11-29T14:29:00Z");
        assertThat(stage.ec2.attachedTo(ARCHIVE)).contains(id("origin"));
        assertThat(stage.state(WINDOW)).isEqualTo("OPEN");
    }

    @Test
    void aVolumeThatSomethingElseHasIsNotTakenAndTheWindowSaysWhatItLacks() {
        stage.ec2.volume(ARCHIVE).attach(ARCHIVE, Stage.SECOND, "/dev/sdf");

        stage.runTo("2026-11-22T14:29:00Z");

        assertThat(stage.calls("ATTACH")).isZero();
        assertThat(stage.calls("RUN")).isEqualTo(2);
        assertThat(stage.windows.reconcile().decisions())
                .anySatisfy(decision -> assertThat(decision.reason()).contains("attached to " + Stage.SECOND));
    }

    @Test
    void afterALossItWaitsForTheVolumeUntilTheInstanceBeforeIsGoneWithoutAnAlert() {
        stage.ec2.volume(ARCHIVE);
        stage.runTo("2026-11-22T14:29:00Z");
        String lost = id("origin");
        stage.ec2.terminated(lost);
        stage.ec2.attach(ARCHIVE, lost, "/dev/sdf"); // as long as EC2 takes to shut it down

        stage.runTo("2026-11-22T14:33:00Z");
        assertThat(id("origin")).isNotEqualTo(lost);
        assertThat(stage.calls("ATTACH")).isEqualTo(1);
        assertThat(stage.alerts.raised()).noneMatch(alert -> alert.code().equals("WINDOW-120"));

        stage.ec2.attach(ARCHIVE, null, null);
        stage.runTo("2026-11-22T14:34:00Z");
        assertThat(stage.ec2.attachedTo(ARCHIVE)).contains(id("origin"));
        assertThat(stage.state(WINDOW)).isEqualTo("OPEN");
    }

    @Test
    void aVolumeOfItsOwnIsMadeByTheLaunchAndGoesWithIt() {
        stage.ec2.volume(ARCHIVE);
        stage.runTo("2026-11-22T14:29:00Z");

        List<BlockDeviceMapping> made = Objects.requireNonNull(stage.ec2.launches.of(id("origin")))
                .request()
                .blockDeviceMappings();
        assertThat(made).hasSize(1);
        assertThat(made.get(0).deviceName()).isEqualTo("/dev/xvda");
        assertThat(made.get(0).ebs().volumeSize()).isEqualTo(40);
        assertThat(made.get(0).ebs().deleteOnTermination()).isTrue();
        assertThat(Objects.requireNonNull(stage.ec2.launches.of(id("repeater")))
                        .request()
                        .blockDeviceMappings())
                .isEmpty();
    }

    @Test
    void nextAndPlanSayWhichVolumeGoesWhere() {
        assertThat(stage.operations.next(1).toString()).contains(ARCHIVE + " is attached to origin as /dev/sdf");
    }
}
