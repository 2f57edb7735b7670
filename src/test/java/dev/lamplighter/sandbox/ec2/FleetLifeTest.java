package dev.lamplighter.sandbox.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.SimulatedClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;

/** Five seconds a tick, an hour long. */
final class FleetLifeTest {
    private static final int TICKS = 720;

    @Test
    void theSameSeedLivesTheSameLife() {
        assertThat(life(7)).isEqualTo(life(7)).isNotEqualTo(life(8));
    }

    @Test
    void everythingHappensToTheOthersAndNothingToTheMediaServer() {
        for (long seed = 1; seed <= 5; seed++) {
            String life = String.join("\n", life(seed));

            assertThat(life)
                    .as("seed " + seed)
                    .contains("pending", "running", "stopping", "stopped", "shutting-down", "terminated")
                    .contains("impaired");
            assertThat(life.lines().filter(line -> line.contains(InitialFleet.MEDIA_SERVER)))
                    .as("seed " + seed)
                    .hasSize(TICKS)
                    .allMatch(line -> line.contains(InitialFleet.MEDIA_SERVER + " stopped not-applicable"));
        }
    }

    @Test
    void theFleetKeepsItsSizeAndWhatIsGoneIsReplaced() {
        SimulatedClock time = new SimulatedClock(Ec2OverHttp.START);
        Ec2StandIn ec2 = seeded(time);
        FleetLife life = new FleetLife(ec2, 3);
        List<String> before = ec2.controls().instanceIds();
        for (int tick = 0; tick < TICKS; tick++) {
            life.tick();
            time.pass(Duration.ofSeconds(5));
            assertThat(ec2.controls().instanceIds()).as("tick " + tick).hasSizeBetween(6, 18);
        }

        assertThat(ec2.controls().instanceIds())
                .as("some are gone, some are new")
                .isNotEqualTo(before)
                .anyMatch(id -> !before.contains(id));
        assertThat(ec2.describeInstances(r -> r.filters(Ec2OverHttp.filter("tag:Name", "worker-*")))
                        .reservations())
                .isNotEmpty();
    }

    @Test
    void whatSomebodyElseLaunchedIsLeftAlone() {
        SimulatedClock time = new SimulatedClock(Ec2OverHttp.START);
        Ec2StandIn ec2 = seeded(time);
        FleetLife life = new FleetLife(ec2, 3);
        String theirs = ec2.runInstances(
                        r -> r.imageId(InitialFleet.IMAGE).minCount(1).maxCount(1))
                .instances()
                .get(0)
                .instanceId();
        time.pass(Duration.ofSeconds(10));
        for (int tick = 0; tick < TICKS; tick++) {
            life.tick();
            time.pass(Duration.ofSeconds(5));
            assertThat(ec2.describeInstanceStatus(r -> r.instanceIds(theirs)).instanceStatuses())
                    .as("tick " + tick)
                    .singleElement()
                    .extracting(status -> status.instanceStatus().statusAsString())
                    .isEqualTo("ok");
        }
    }

    /** The state of every instance after each tick. */
    private static List<String> life(long seed) {
        SimulatedClock time = new SimulatedClock(Ec2OverHttp.START);
        Ec2StandIn ec2 = seeded(time);
        FleetLife life = new FleetLife(ec2, seed);
        List<String> seen = new ArrayList<>();
        for (int tick = 0; tick < TICKS; tick++) {
            life.tick();
            seen.add(ec2.describeInstanceStatus(r -> r.includeAllInstances(true)).instanceStatuses().stream()
                    .map(FleetLifeTest::line)
                    .collect(Collectors.joining("\n")));
            time.pass(Duration.ofSeconds(5));
        }
        return seen;
    }

    private static String line(InstanceStatus status) {
        return status.instanceId() + " " + status.instanceState().nameAsString() + " "
                + status.instanceStatus().statusAsString();
    }

    private static Ec2StandIn seeded(SimulatedClock time) {
        Ec2StandIn ec2 = new Ec2StandIn(time);
        InitialFleet.plantIn(ec2);
        return ec2;
    }
}
