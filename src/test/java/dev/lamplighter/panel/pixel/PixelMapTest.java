package dev.lamplighter.panel.pixel;

import static dev.lamplighter.panel.Fleets.NOON;
import static dev.lamplighter.panel.Fleets.instance;
import static dev.lamplighter.panel.Fleets.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.panel.Fleets;
import dev.lamplighter.panel.PollSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PixelMapTest {
    private static final PanelGeometry FOUR = new PanelGeometry(2, 2);
    private static final List<InstanceState> STATES = List.of(InstanceState.values());
    private static final Duration DAY = Duration.ofHours(24);
    private static final List<String> ONE = List.of(PollSchedule.ONE_SOURCE);

    @Test
    void givesTheLowestFreePixelsInLaunchOrder() {
        PixelMap pixels = map(Map.of());
        update(
                pixels,
                Fleets.at(
                        NOON,
                        instance("i-c", InstanceState.RUNNING, NOON.minusSeconds(1)),
                        instance("i-b", InstanceState.STOPPED, NOON.minusSeconds(3)),
                        instance("i-a", InstanceState.PENDING, NOON.minusSeconds(1))));
        assertThat(indexes(pixels)).isEqualTo(Map.of("i-b", 0, "i-a", 1, "i-c", 2));
    }

    @Test
    void saysWhetherThereIsSomethingToSave() {
        PixelMap pixels = map(Map.of());
        assertThat(update(pixels, Fleets.running(2, NOON))).isTrue();
        assertThat(update(pixels, Fleets.running(2, NOON.plusSeconds(9)))).isFalse();
        assertThat(update(pixels, Fleets.running(1, NOON.plusSeconds(18)))).isTrue();
    }

    @Test
    void givesNoPixelToAnInstanceFirstSeenTerminated() {
        PixelMap pixels = map(Map.of());
        FleetSnapshot fleet = Fleets.at(NOON, instance("i-a", InstanceState.TERMINATED));
        update(pixels, fleet);
        assertThat(pixels.assignments()).isEmpty();
        assertThat(lamps(pixels, fleet).lit()).isEmpty();
        assertThat(lamps(pixels, fleet).hidden()).isEmpty();
    }

    @Test
    void keepsThePixelOfATerminatedInstanceForTheReleaseTime() {
        PixelMap pixels = map(Map.of());
        Instance other = instance("i-b", InstanceState.RUNNING);
        update(pixels, Fleets.at(NOON, instance("i-a", InstanceState.RUNNING), other));

        update(pixels, Fleets.at(NOON.plusSeconds(10), instance("i-a", InstanceState.TERMINATED), other));
        update(pixels, Fleets.at(NOON.plusSeconds(10).plus(DAY).minusMillis(1), other));
        assertThat(indexes(pixels)).isEqualTo(Map.of("i-a", 0, "i-b", 1));

        update(pixels, Fleets.at(NOON.plusSeconds(10).plus(DAY), other));
        assertThat(indexes(pixels)).isEqualTo(Map.of("i-b", 1));
    }

    @Test
    void countsTheReleaseTimeAnewWhenAnInstanceComesBack() {
        PixelMap pixels = map(Map.of());
        update(pixels, Fleets.running(1, NOON));
        update(pixels, Fleets.running(0, NOON.plusSeconds(1)));
        update(pixels, Fleets.running(1, NOON.plus(DAY)));
        update(pixels, Fleets.running(0, NOON.plus(DAY).plusSeconds(2)));
        assertThat(indexes(pixels)).isEqualTo(Map.of("i-000", 0));
    }

    @Test
    void countsFromTheFirstPollAfterARestartWhenItWasNotSeenGoing() {
        PixelMap pixels = new PixelMap(FOUR, settings(Map.of()), ONE, List.of(kept("i-000", 2, null)));
        Instant weekLater = NOON.plus(Duration.ofDays(7));
        update(pixels, Fleets.running(0, weekLater));
        assertThat(indexes(pixels)).isEqualTo(Map.of("i-000", 2));
        update(pixels, Fleets.running(0, weekLater.plus(DAY)));
        assertThat(indexes(pixels)).isEmpty();
    }

    @Test
    void darkensAKeptPixelOnceTheInstanceIsNoLongerListed() {
        PixelMap pixels = map(Map.of());
        update(pixels, Fleets.running(2, NOON));
        FleetSnapshot smaller = Fleets.running(1, NOON.plusSeconds(10));
        update(pixels, smaller);
        assertThat(lamps(pixels, smaller).lit())
                .extracting(OwnedPixel::instanceId)
                .containsExactly("i-000");
        assertThat(indexes(pixels)).containsKey("i-001");
    }

    @Test
    void pinsByIdAndByName() {
        PixelMap pixels = map(Map.of("i-a", new PixelPosition(1, 1), "web", new PixelPosition(0, 0)));
        update(
                pixels,
                Fleets.at(
                        NOON,
                        instance("i-a", InstanceState.RUNNING),
                        named("i-b", "web", InstanceState.RUNNING),
                        instance("i-c", InstanceState.RUNNING)));
        assertThat(indexes(pixels)).isEqualTo(Map.of("i-a", 3, "i-b", 0, "i-c", 1));
    }

    @Test
    void keepsAPinnedPixelFreeForItsInstance() {
        PixelMap pixels = map(Map.of("web", new PixelPosition(0, 0)));
        update(pixels, Fleets.running(1, NOON));
        assertThat(indexes(pixels)).isEqualTo(Map.of("i-000", 1));
    }

    @Test
    void movesWhoeverHasThePixelOfANewPin() {
        PixelMap pixels = new PixelMap(
                FOUR, settings(Map.of("web", new PixelPosition(0, 0))), ONE, List.of(kept("i-b", 0, null)));
        update(
                pixels,
                Fleets.at(NOON, instance("i-b", InstanceState.RUNNING), named("i-w", "web", InstanceState.RUNNING)));
        assertThat(indexes(pixels)).isEqualTo(Map.of("i-w", 0, "i-b", 1));
    }

    @Test
    void givesAPinnedNameThatSeveralHaveToNoneOfThemAndNamesThem() {
        PixelMap pixels = map(Map.of("web", new PixelPosition(1, 1)));
        Instance one = named("i-1", "web", InstanceState.RUNNING);
        Instance other = named("i-2", "web", InstanceState.RUNNING);
        update(pixels, Fleets.at(NOON, one, other));

        assertThat(indexes(pixels)).isEqualTo(Map.of("i-1", 0, "i-2", 1));
        assertThat(pixels.ambiguousPins()).containsOnlyKeys("web");
        assertThat(pixels.ambiguousPins().get("web")).contains("i-1 ", " and i-2 ");

        update(pixels, Fleets.at(NOON.plusSeconds(1), one, named("i-2", "db", InstanceState.RUNNING)));
        assertThat(indexes(pixels)).isEqualTo(Map.of("i-1", 3, "i-2", 1));
        assertThat(pixels.ambiguousPins()).isEmpty();
        assertThat(pixels.assignments()).extracting(PixelAssignment::name).containsExactly("db", "web");
    }

    @Test
    void handsAPinnedNameToTheSuccessorOnlyWhenTheHolderIsGone() {
        PixelMap pixels = map(Map.of("web", new PixelPosition(0, 0)));
        Instance late = named("i-2", "web", InstanceState.RUNNING);
        Instance early = new Instance(
                "i-1", InstanceState.RUNNING, NOON.minusSeconds(60), null, null, null, Map.of("Name", "web"));
        update(pixels, Fleets.at(NOON, late));
        update(pixels, Fleets.at(NOON.plusSeconds(1), late, early));
        assertThat(indexes(pixels)).isEqualTo(Map.of("i-2", 0, "i-1", 1));

        update(pixels, Fleets.at(NOON.plusSeconds(2), named("i-2", "web", InstanceState.TERMINATED), early));
        assertThat(indexes(pixels)).isEqualTo(Map.of("i-1", 0));
    }

    @Test
    void turnsTheLastPixelIntoTheMoreLampWhenPixelsRunOut() {
        PixelMap pixels = map(Map.of());
        FleetSnapshot six = Fleets.running(6, NOON);
        update(pixels, six);

        assertThat(lamps(pixels, six).hidden()).hasSize(3);
        assertThat(lamps(pixels, six).markIndex()).isEqualTo(3);
        assertThat(lamps(pixels, six).lit())
                .extracting(OwnedPixel::instanceId)
                .containsExactly("i-000", "i-001", "i-002");
        FleetSnapshot four = Fleets.running(4, NOON.plusSeconds(1));
        update(pixels, four);
        assertThat(lamps(pixels, four).hidden()).isEmpty();
        assertThat(lamps(pixels, four).lit()).hasSize(4);
    }

    @Test
    void leavesAPinnedLastPixelToItsInstance() {
        PixelMap pixels = map(Map.of("i-005", new PixelPosition(1, 1)));
        FleetSnapshot six = Fleets.running(6, NOON);
        update(pixels, six);
        assertThat(lamps(pixels, six).markIndex()).isEqualTo(2);
        assertThat(lamps(pixels, six).lit())
                .extracting(OwnedPixel::instanceId)
                .containsExactly("i-000", "i-001", "i-005");
        assertThat(lamps(pixels, six).hidden()).hasSize(3);
    }

    @Test
    void showsKnownInstancesAsUnknownBeforeTheFirstPoll() {
        PixelMap pixels =
                new PixelMap(FOUR, settings(Map.of()), ONE, List.of(kept("i-a", 1, null), kept("i-b", 2, NOON)));
        assertThat(pixels.layout(List.of()).lit())
                .containsExactly(new OwnedPixel(1, 0, PixelOwner.unheardOf(kept("i-a", 1, null))));
    }

    @Test
    void refusesAPinOutsideThePanel() {
        assertThatThrownBy(() -> map(Map.of("web", new PixelPosition(2, 0))))
                .isInstanceOf(ProblemException.class)
                .hasMessage("CONFIG-002  panel.pin.web  got \"2,0\": allowed is 0,0..1,1 on this 2x2 panel; "
                        + "fix: choose a pixel of the panel");
    }

    @Test
    void refusesTwoPinsOnOnePixel() {
        assertThatThrownBy(() -> map(Map.of("a", new PixelPosition(1, 0), "b", new PixelPosition(1, 0))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("panel.pin.b")
                .hasMessageContaining("panel.pin.a has this one");
    }

    /** Whatever a fleet does: one instance a pixel, one pixel an instance, and no light of the living moves. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverMovesALightWhateverTheFleetDoes(long seed) {
        Random random = new Random(seed);
        PanelGeometry panel = new PanelGeometry(4, 3);
        PixelMap pixels = new PixelMap(panel, settings(Map.of()), ONE, List.of());
        Map<String, Integer> before = new HashMap<>();
        for (int poll = 0; poll < 400; poll++) {
            FleetSnapshot fleet = randomFleet(random, NOON.plus(Duration.ofHours(poll)));
            if (random.nextInt(10) == 0) {
                pixels = new PixelMap(panel, settings(Map.of()), ONE, pixels.assignments());
            }
            update(pixels, fleet);
            Map<String, Integer> after = indexes(pixels);
            assertThat(after.values()).as("seed %d poll %d", seed, poll).doesNotHaveDuplicates();
            for (Instance instance : fleet.instances()) {
                if (before.containsKey(instance.id()) && instance.state() != InstanceState.TERMINATED) {
                    assertThat(after)
                            .as("seed %d poll %d", seed, poll)
                            .containsEntry(instance.id(), before.get(instance.id()));
                }
            }
            before = after;
        }
    }

    private static FleetSnapshot randomFleet(Random random, Instant at) {
        List<Instance> instances = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            if (random.nextBoolean()) {
                InstanceState state = STATES.get(random.nextInt(STATES.size()));
                instances.add(instance("i-" + n, state, NOON.minusSeconds(random.nextInt(1000))));
            }
        }
        return new FleetSnapshot(at, instances);
    }

    private static PixelMap map(Map<String, PixelPosition> pins) {
        return new PixelMap(FOUR, settings(pins), ONE, List.of());
    }

    private static PixelAssignment kept(String id, int index, @Nullable Instant goneSince) {
        return new PixelAssignment(id, index, Set.copyOf(ONE), goneSince);
    }

    private static boolean update(PixelMap pixels, FleetSnapshot fleet) {
        return pixels.update(Fleets.owners(fleet), PollSchedule.ONE_SOURCE, fleet.takenAt());
    }

    private static PixelAllocation lamps(PixelMap pixels, FleetSnapshot fleet) {
        return pixels.layout(Fleets.owners(fleet));
    }

    private static PixelAssignmentSettings settings(Map<String, PixelPosition> pins) {
        return new PixelAssignmentSettings(Path.of("unused"), DAY, pins, Overflow.PRIORITY);
    }

    private static Map<String, Integer> indexes(PixelMap pixels) {
        return pixels.assignments().stream()
                .collect(Collectors.toMap(PixelAssignment::instanceId, PixelAssignment::index));
    }
}
