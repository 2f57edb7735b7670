package dev.lamplighter.panel;

import static dev.lamplighter.panel.Fleets.NOON;
import static dev.lamplighter.panel.Fleets.instance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.panel.pixel.Overflow;
import dev.lamplighter.panel.pixel.OwnedPixel;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAssignment;
import dev.lamplighter.panel.pixel.PixelAssignmentSettings;
import dev.lamplighter.panel.pixel.PixelMap;
import dev.lamplighter.panel.pixel.PixelOwnerFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixels of several accounts and regions: each source answers for its own instances only. */
final class PixelSourcesTest {
    private static final PanelGeometry ROW = new PanelGeometry(6, 1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Set<String> BOTH = Set.of("eu", "us");

    private final Map<String, FleetSnapshot> fleets = new TreeMap<>();

    @Test
    void freesAPixelByPollsOfItsOwnSourceOnly() {
        PixelMap pixels = map(List.of());
        poll(pixels, "eu", NOON, instance("i-eu", InstanceState.RUNNING));
        poll(pixels, "us", NOON, instance("i-us", InstanceState.RUNNING));
        poll(pixels, "us", NOON.plusSeconds(10));
        poll(pixels, "eu", NOON.plus(DAY.multipliedBy(3)), instance("i-eu", InstanceState.RUNNING));
        assertThat(ids(pixels)).containsExactly("i-eu", "i-us");

        poll(pixels, "us", NOON.plus(DAY.multipliedBy(3)));
        assertThat(ids(pixels)).containsExactly("i-eu");
    }

    @Test
    void keepsThePixelsOfASourceThatHasNotAnsweredSinceTheStart() {
        PixelMap pixels = map(List.of(new PixelAssignment("i-us", 0, Set.of("us"), null)));
        for (int day = 0; day < 5; day++) {
            poll(pixels, "eu", NOON.plus(DAY.multipliedBy(day)), instance("i-eu", InstanceState.RUNNING));
        }
        assertThat(ids(pixels)).containsExactly("i-us", "i-eu");
        assertThat(pixels.layout(new PixelOwnerFactory(Overflow.PRIORITY).of(fleets))
                        .lit())
                .extracting(OwnedPixel::state)
                .containsExactly(InstanceState.UNKNOWN, InstanceState.RUNNING);
    }

    @Test
    void freesThePixelsOfASourceThatIsNoLongerAskedOnceAllOthersHaveAnswered() {
        PixelMap pixels = map(List.of(new PixelAssignment("i-old", 0, Set.of("ap"), null)));
        poll(pixels, "eu", NOON);
        poll(pixels, "eu", NOON.plus(DAY));
        assertThat(ids(pixels)).containsExactly("i-old");
        poll(pixels, "us", NOON.plus(DAY));
        poll(pixels, "us", NOON.plus(DAY.multipliedBy(2)));
        assertThat(ids(pixels)).isEmpty();
    }

    @Test
    void movesNoLightWhenOtherSourcesArePolledFromNowOn() {
        PixelMap pixels = map(List.of());
        poll(pixels, "eu", NOON, instance("i-eu", InstanceState.RUNNING));
        poll(pixels, "us", NOON, instance("i-us", InstanceState.RUNNING));
        List<PixelAssignment> before = pixels.assignments();

        pixels.polls(Set.of("us", "ap"));
        fleets.remove("eu");
        poll(pixels, "us", NOON.plus(DAY.multipliedBy(3)), instance("i-us", InstanceState.RUNNING));
        assertThat(ids(pixels)).as("ap has not answered yet").containsExactly("i-eu", "i-us");
        poll(pixels, "ap", NOON.plus(DAY.multipliedBy(3)), instance("i-eu", InstanceState.RUNNING));

        assertThat(pixels.assignments()).extracting(PixelAssignment::index).containsExactly(0, 1);
        assertThat(before).extracting(PixelAssignment::index).containsExactly(0, 1);
        pixels.polls(BOTH);
        fleets.remove("ap");
        poll(pixels, "eu", NOON.plus(DAY.multipliedBy(3)));
        poll(pixels, "us", NOON.plus(DAY.multipliedBy(4)), instance("i-us", InstanceState.RUNNING));
        poll(pixels, "us", NOON.plus(DAY.multipliedBy(6)), instance("i-us", InstanceState.RUNNING));
        assertThat(pixels.assignments())
                .as("freed, and the other stays")
                .extracting(PixelAssignment::index)
                .containsExactly(1);
    }

    @Test
    void aPollThatWasUnderWayWhenItsSourceWasTakenAwayShowsNothing() {
        SourceMonitor monitor = new SourceMonitor(new PollSchedule(BOTH, Duration.ofSeconds(10), NOON));
        monitor.succeeded("eu", new FleetSnapshot(NOON, List.of(instance("i-eu", InstanceState.RUNNING))));

        monitor.polls(Set.of("us", "ap"));

        assertThat(monitor.isFormer("eu")).isTrue();
        assertThat(monitor.fleets()).isEmpty();
        assertThat(monitor.lines(NOON)).containsOnlyKeys("us", "ap");
        monitor.polls(BOTH);
        assertThat(monitor.isFormer("eu")).isFalse();
    }

    @Test
    void asksEverySourceAboutAPixelOfATimeBeforeThereWereSources() {
        PixelMap pixels = map(List.of(new PixelAssignment("i-us", 3, Set.of(), null)));
        poll(pixels, "eu", NOON);
        poll(pixels, "eu", NOON.plus(DAY.multipliedBy(2)));
        poll(pixels, "us", NOON.plus(DAY.multipliedBy(2)), instance("i-us", InstanceState.RUNNING));
        assertThat(pixels.assignments()).containsExactly(new PixelAssignment("i-us", 3, Set.of("us"), null));
    }

    @Test
    void givesAnInstanceThatTwoSourcesListOnePixel() {
        PixelMap pixels = map(List.of());
        poll(pixels, "us", NOON, instance("i-both", InstanceState.RUNNING));
        poll(pixels, "eu", NOON, instance("i-both", InstanceState.RUNNING));
        assertThat(pixels.assignments()).hasSize(1);
    }

    /** Sources that answer or not, restarts, instances that come and go: no light of the living moves, none is freed. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void neverMovesALightWhicheverSourceAnswers(long seed) {
        Random random = new Random(seed);
        PixelMap pixels = map(List.of());
        Map<String, Integer> seen = new HashMap<>();
        for (int hour = 0; hour < 500; hour++) {
            Instant now = NOON.plus(Duration.ofHours(hour));
            if (random.nextInt(8) == 0) {
                pixels = map(pixels.assignments());
                fleets.clear();
            }
            String source = random.nextBoolean() ? "eu" : "us";
            List<Instance> listed = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                if (random.nextInt(4) > 0) {
                    listed.add(instance("i-" + source + "-" + (n + 4 * (hour / 100)), InstanceState.RUNNING));
                }
            }
            Map<String, Integer> before = indexes(pixels);
            poll(pixels, source, now, listed.toArray(Instance[]::new));
            Map<String, Integer> after = indexes(pixels);
            String as = "seed " + seed + " hour " + hour;
            assertThat(after.values()).as(as).doesNotHaveDuplicates();
            before.forEach((id, index) -> {
                boolean ownSource = id.startsWith("i-" + source);
                boolean isListed = listed.stream().anyMatch(one -> one.id().equals(id));
                if (!ownSource || isListed) {
                    assertThat(after).as(as).containsEntry(id, index);
                }
            });
            seen.putAll(after);
        }
        assertThat(seen).hasSizeGreaterThan(6);
    }

    private void poll(PixelMap pixels, String source, Instant at, Instance... listed) {
        fleets.put(source, Fleets.at(at, listed));
        pixels.update(new PixelOwnerFactory(Overflow.PRIORITY).of(fleets), source, at);
    }

    private static PixelMap map(List<PixelAssignment> saved) {
        PixelAssignmentSettings settings =
                new PixelAssignmentSettings(Path.of("unused"), DAY, Map.of(), Overflow.PRIORITY);
        return new PixelMap(ROW, settings, BOTH, saved);
    }

    private static List<String> ids(PixelMap pixels) {
        return pixels.assignments().stream().map(PixelAssignment::instanceId).toList();
    }

    private static Map<String, Integer> indexes(PixelMap pixels) {
        return pixels.assignments().stream()
                .collect(Collectors.toMap(PixelAssignment::instanceId, PixelAssignment::index));
    }
}
