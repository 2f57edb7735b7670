package dev.lamplighter.panel.pixel;

import static dev.lamplighter.panel.Fleets.NOON;
import static dev.lamplighter.panel.Fleets.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.panel.Fleets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OverflowTest {
    private static final PanelGeometry FOUR = new PanelGeometry(2, 2);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Overflow BY_TEAM = new Overflow(Overflow.Mode.AGGREGATE, "team");

    @TempDir
    Path folder;

    @Test
    void leavesTheLastPixelOfEveryPageToThePageMark() {
        PixelMap pixels = map(Overflow.PAGE, Map.of(), List.of());
        PixelAllocation pixelLayout = lamps(pixels, Overflow.PAGE, Fleets.running(7, NOON));
        assertThat(places(pixelLayout)).containsExactly("0:0", "0:1", "0:2", "1:0", "1:1", "1:2", "2:0");
        assertThat(pixelLayout.hidden()).isEmpty();
        assertThat(pixelLayout.markIndex()).isEqualTo(3);
        assertThat(pixelLayout.pages()).containsExactly(0, 1, 2);

        assertThat(lamps(pixels, Overflow.PAGE, Fleets.running(3, NOON.plusSeconds(1)))
                        .markIndex())
                .as("one page needs no mark")
                .isEqualTo(-1);
    }

    @Test
    void leavesOutAPageThatNobodyIsOn() {
        PixelMap pixels = map(Overflow.PAGE, Map.of(), List.of());
        lamps(pixels, Overflow.PAGE, Fleets.running(7, NOON));
        List<Instance> some = Fleets.running(7, NOON).instances();
        PixelAllocation pixelLayout =
                lamps(pixels, Overflow.PAGE, Fleets.at(NOON.plusSeconds(1), some.get(0), some.get(6)));
        assertThat(pixelLayout.pages()).containsExactly(0, 2);
    }

    @Test
    void showsAPinnedInstanceOnEveryPage() {
        PixelMap pixels = map(Overflow.PAGE, Map.of("i-004", new PixelPosition(0, 0)), List.of());
        PixelAllocation pixelLayout = lamps(pixels, Overflow.PAGE, Fleets.running(5, NOON));
        assertThat(places(pixelLayout)).containsExactly("-1:0", "0:1", "0:2", "1:1", "1:2");
    }

    @Test
    void showsNobodyWithoutAPinWhenPinsLeaveNoPixelForAPage() {
        PanelGeometry two = new PanelGeometry(2, 1);
        PixelMap pixels = new PixelMap(
                two,
                new PixelAssignmentSettings(
                        Path.of("unused"), DAY, Map.of("i-000", new PixelPosition(0, 0)), Overflow.PAGE),
                List.of(""),
                List.of());
        PixelAllocation pixelLayout = lamps(pixels, Overflow.PAGE, Fleets.running(3, NOON));
        assertThat(pixelLayout.lit()).extracting(OwnedPixel::instanceId).containsExactly("i-000");
        assertThat(pixelLayout.hidden()).hasSize(2);
        assertThat(pixelLayout.markIndex()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void neverMovesALightToAnotherPage(long seed) {
        Random random = new Random(seed);
        PixelStore store = new PixelStore(folder.resolve("pixels.json"), FOUR);
        PixelMap pixels = map(Overflow.PAGE, Map.of(), List.of());
        for (int poll = 0; poll < 300; poll++) {
            Map<String, Integer> before = indexes(pixels);
            List<Instance> listed = new ArrayList<>();
            for (int n = 0; n < 15; n++) {
                if (random.nextBoolean()) {
                    listed.add(instance("i-" + n, InstanceState.RUNNING, NOON.minusSeconds(random.nextInt(99))));
                }
            }
            if (random.nextInt(10) == 0) {
                assertThat(store.save(pixels.assignments())).isTrue();
                pixels = map(Overflow.PAGE, Map.of(), store.load());
            }
            lamps(pixels, Overflow.PAGE, new FleetSnapshot(NOON.plus(Duration.ofHours(poll)), listed));
            Map<String, Integer> after = indexes(pixels);
            String as = "seed " + seed + " poll " + poll;
            assertThat(after.values()).as(as).doesNotHaveDuplicates().noneMatch(index -> index % 4 == 3);
            for (Instance one : listed) {
                assertThat(after).as(as).containsKey(one.id());
                if (before.containsKey(one.id())) {
                    assertThat(after).as(as).containsEntry(one.id(), before.get(one.id()));
                }
            }
        }
    }

    /** The worst of a group is shown: unknown, stopped, shutting-down, stopping, pending, running, terminated. */
    @ParameterizedTest
    @CsvSource({
        "RUNNING, RUNNING, RUNNING",
        "RUNNING, PENDING, PENDING",
        "PENDING, STOPPING, STOPPING",
        "STOPPING, SHUTTING_DOWN, SHUTTING_DOWN",
        "SHUTTING_DOWN, STOPPED, STOPPED",
        "STOPPED, UNKNOWN, UNKNOWN",
        "RUNNING, TERMINATED, RUNNING",
        "TERMINATED, TERMINATED, TERMINATED"
    })
    void showsTheWorstOfAGroup(InstanceState one, InstanceState other, InstanceState shown) {
        List<PixelOwner> owners = new PixelOwnerFactory(BY_TEAM)
                .of(Map.of(
                        "eu", Fleets.at(NOON, of("i-a", "web", one), of("i-c", "db", InstanceState.STOPPING)),
                        "us", Fleets.at(NOON, of("i-b", "web", other), instance("i-d", InstanceState.PENDING))));
        assertThat(owners)
                .extracting(PixelOwner::id, PixelOwner::name, PixelOwner::state)
                .containsExactlyInAnyOrder(
                        tuple("team=web", "web", shown),
                        tuple("team=db", "db", InstanceState.STOPPING),
                        tuple("team=", "no team", InstanceState.PENDING));
        assertThat(owners.stream().filter(pixelOwner -> pixelOwner.name().equals("web")))
                .singleElement()
                .satisfies(web -> assertThat(web.sources()).containsExactlyInAnyOrder("eu", "us"));
    }

    @Test
    void pinsAGroupByTheValueOfItsTag() {
        PixelMap pixels = map(BY_TEAM, Map.of("web", new PixelPosition(1, 1)), List.of());
        PixelAllocation pixelLayout = lamps(
                pixels,
                BY_TEAM,
                Fleets.at(NOON, of("i-a", "db", InstanceState.RUNNING), of("i-b", "web", InstanceState.RUNNING)));
        assertThat(places(pixelLayout)).containsExactly("0:0", "0:3");
        assertThat(pixelLayout.lit()).extracting(OwnedPixel::name).containsExactly("db", "web");
    }

    @Test
    void givesPixelsOutAnewWhenTheModeIsAnother() {
        List<PixelAssignment> saved = List.of(
                new PixelAssignment("i-a", 0, Set.of(""), null),
                new PixelAssignment("i-b", 9, Set.of(""), null),
                new PixelAssignment("team=web", 1, Set.of(""), null));
        assertThat(indexes(map(Overflow.PRIORITY, Map.of(), saved))).isEqualTo(Map.of("i-a", 0));
        assertThat(indexes(map(Overflow.PAGE, Map.of(), saved))).isEqualTo(Map.of("i-a", 0, "i-b", 9));
        assertThat(indexes(map(BY_TEAM, Map.of(), saved))).isEqualTo(Map.of("team=web", 1));
    }

    @Test
    void givesThePixelOfThePageMarkBackWhenItBelongedToAnInstance() {
        PixelMap pixels = map(Overflow.PAGE, Map.of(), List.of(new PixelAssignment("i-000", 3, Set.of(""), null)));
        assertThat(places(lamps(pixels, Overflow.PAGE, Fleets.running(1, NOON))))
                .containsExactly("0:0");
    }

    @Test
    void wantsATagToAggregateBy() {
        assertThatThrownBy(() -> Overflow.of(new Settings(Map.of("panel.overflow", "aggregate"), Path.of("/"))))
                .isInstanceOf(ProblemException.class)
                .hasMessage("CONFIG-002  panel.aggregate-tag  got \"\": allowed is the key of a tag while "
                        + "panel.overflow=aggregate; fix: name a tag, for example team");
    }

    private static PixelMap map(Overflow overflow, Map<String, PixelPosition> pins, List<PixelAssignment> saved) {
        return new PixelMap(
                FOUR, new PixelAssignmentSettings(Path.of("unused"), DAY, pins, overflow), List.of(""), saved);
    }

    private static PixelAllocation lamps(PixelMap pixels, Overflow overflow, FleetSnapshot fleet) {
        List<PixelOwner> owners = new PixelOwnerFactory(overflow).of(Map.of("", fleet));
        pixels.update(owners, "", fleet.takenAt());
        return pixels.layout(owners);
    }

    private static List<String> places(PixelAllocation pixelLayout) {
        return pixelLayout.lit().stream()
                .map(ownedPixel -> ownedPixel.page() + ":" + ownedPixel.index())
                .toList();
    }

    private static Map<String, Integer> indexes(PixelMap pixels) {
        return pixels.assignments().stream()
                .collect(Collectors.toMap(PixelAssignment::instanceId, PixelAssignment::index));
    }

    private static Instance of(String id, String team, InstanceState state) {
        return new Instance(id, state, NOON, null, null, null, Map.of("team", team));
    }
}
