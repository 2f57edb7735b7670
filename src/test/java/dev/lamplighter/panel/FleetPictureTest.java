package dev.lamplighter.panel;

import static dev.lamplighter.panel.Fleets.NOON;
import static dev.lamplighter.panel.Fleets.instance;
import static dev.lamplighter.panel.Fleets.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.InstanceHealth;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.fleet.PollFailure;
import dev.lamplighter.panel.frame.ColourPipeline;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Freshness;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAllocation;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FleetPictureTest {
    private static final PanelGeometry ROW = new PanelGeometry(4, 1);
    private static final PollFailure FAILURE = PollFailure.of(new ConnectException("refused"));

    @TempDir
    Path folder;

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, List<String>> failing = new TreeMap<>();

    @Test
    void agesEverySourceForItself() {
        FleetPicture picture = picture("eu", "us");
        picture.update("eu", Fleets.at(NOON, instance("i-eu", InstanceState.RUNNING)));
        picture.update("us", Fleets.at(NOON, instance("i-us", InstanceState.STOPPED)));
        missed(picture, "us", 2);
        assertThat(rows(picture, NOON)).isEqualTo("#0000ff #4d0000 #000000 #000000");
        assertThat(picture.freshness(NOON)).isEqualTo(Freshness.STALE);
        assertThat(picture.frame(NOON).note()).startsWith("us STALE, as of 2026-03-01T12:00:00Z: LIGHT-004");

        missed(picture, "us", 3);
        assertThat(rows(picture, NOON)).isEqualTo("#0000ff #4d0000 #000000 #000000");
        assertThat(rows(picture, NOON.plusSeconds(1))).isEqualTo("#0000ff #404040 #000000 #000000");
        assertThat(picture.sources(NOON))
                .containsEntry("eu", "FRESH, as of 2026-03-01T12:00:00Z, missed 0")
                .hasEntrySatisfying(
                        "us", line -> assertThat(line).startsWith("LOST").endsWith("missed 5"));

        picture.update("us", Fleets.at(NOON, instance("i-us", InstanceState.STOPPED)));
        assertThat(rows(picture, NOON.plusSeconds(1))).isEqualTo("#0000ff #ff0000 #000000 #000000");
    }

    /** As with hundreds of sources each poll would otherwise sort all instances of all of them. */
    @Test
    void aPollInWhichNothingHasChangedLaysNothingOutForAMinute() {
        FleetPicture picture = picture("eu", "us");
        picture.update("eu", Fleets.at(NOON, instance("i-eu", InstanceState.RUNNING)));
        picture.update("us", Fleets.at(NOON, instance("i-us", InstanceState.RUNNING)));
        PixelAllocation laidOut = picture.layout();

        picture.update("eu", Fleets.at(NOON.plusSeconds(59), instance("i-eu", InstanceState.RUNNING)));
        assertThat(picture.layout()).isSameAs(laidOut);
        assertThat(picture.lastPollAt()).contains(NOON.plusSeconds(59));
        picture.update("us", Fleets.at(NOON.plusSeconds(59), instance("i-us", InstanceState.STOPPED)));
        assertThat(rows(picture, NOON.plusSeconds(59))).isEqualTo("#0000ff #ff0000 #000000 #000000");
        PixelAllocation changed = picture.layout();
        picture.update("eu", Fleets.at(NOON.plusSeconds(60), instance("i-eu", InstanceState.RUNNING)));
        assertThat(picture.layout()).isNotSameAs(changed);
    }

    @Test
    void namesAFewOfManySourcesThatAreNotFreshAndCountsTheOthers() {
        FleetPicture picture = picture("a", "b", "c", "d", "e", "f", "g");
        assertThat(picture.frame(NOON).note()).startsWith("a ").contains("; e ").endsWith("; and 2 more sources");
    }

    @Test
    void tellsOnceThatAPinHasTheNameOfSeveral() {
        values.put("panel.pin.web", "3,0");
        FleetPicture picture = picture("eu", "us");
        try (LogLines log = LogLines.of(FleetPicture.class)) {
            for (int second = 0; second < 3; second++) {
                Instant at = NOON.plusSeconds(second);
                picture.update("eu", Fleets.at(at, named("i-1", "web", InstanceState.RUNNING)));
                picture.update(
                        "us",
                        Fleets.at(
                                at,
                                named("i-2", "db", InstanceState.RUNNING),
                                named("i-3", "web", InstanceState.RUNNING),
                                named("i-4", "db", InstanceState.RUNNING)));
            }
            assertThat(log.lines()).isEmpty(); // i-1 had the pixel before there was another
        }
        FleetPicture other = picture("us");
        try (LogLines log = LogLines.of(FleetPicture.class)) {
            for (int second = 0; second < 3; second++) {
                other.update(
                        "us",
                        Fleets.at(
                                NOON.plusSeconds(second),
                                named("i-8", "web", InstanceState.RUNNING),
                                named("i-9", "web", InstanceState.RUNNING)));
            }
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("LIGHT-034"))
                    .singleElement()
                    .asString()
                    .startsWith("WARN LIGHT-034  panel.pin.web  more than one instance has this name, so none has the"
                            + " pixel: i-8 of us and i-9 of us; fix: pin one of them by its id");
        }
    }

    @Test
    void blinksOnAPixelOfNobodyForASourceThatNeverAnswered() {
        FleetPicture picture = picture("eu", "us");
        picture.update("eu", Fleets.at(NOON, instance("i-eu", InstanceState.RUNNING)));
        missed(picture, "us", 5);
        assertThat(rows(picture, NOON.plusSeconds(1))).isEqualTo("#0000ff #000000 #000000 #404040");
        assertThat(rows(picture, NOON.plusSeconds(2))).isEqualTo("#0000ff #000000 #000000 #000000");
    }

    @Test
    void noticesAFailedCheckWithinASecondAndRemembersSinceWhen() {
        FleetPicture picture = picture("eu");
        picture.update("eu", Fleets.at(NOON, instance("i-a", InstanceState.RUNNING)));
        assertThat(rows(picture, NOON.plusMillis(500))).startsWith("#0000ff");

        failing.put("i-a", List.of("http: 503"));
        Instant noticed = NOON.plusMillis(1500);
        assertThat(rows(picture, noticed)).startsWith("#000000");
        failing.put("i-a", List.of("http: 503", "ping: no answer"));
        assertThat(rows(picture, NOON.plusSeconds(9))).startsWith("#0000ff");
        assertThat(meaning(picture, NOON.plusSeconds(9)))
                .isEqualTo("running, check failed (http: 503, ping: no answer) since " + NOON.plusSeconds(1));

        failing.clear();
        assertThat(rows(picture, NOON.plusMillis(10_500))).startsWith("#0000ff");
        assertThat(meaning(picture, NOON.plusSeconds(11))).isEqualTo("running");
    }

    @Test
    void keepsTheFrameUntilSomethingChanges() {
        FleetPicture picture = picture("eu");
        picture.update("eu", Fleets.at(NOON, instance("i-a", InstanceState.PENDING)));
        Frame frame = picture.frame(NOON);
        assertThat(picture.frame(NOON.plusMillis(99))).isSameAs(frame);
        assertThat(picture.frame(NOON.plusMillis(100))).isNotEqualTo(frame);
        assertThat(picture.untilNextFrame(NOON.plusMillis(30))).isEqualTo(Duration.ofMillis(70));
    }

    @Test
    void dimsThePanelInQuietHours() {
        values.putAll(Map.of("panel.quiet-hours", "12:00-12:30", "panel.quiet-zone", "UTC"));
        FleetPicture picture = picture("eu");
        picture.update("eu", Fleets.at(NOON, instance("i-a", InstanceState.RUNNING)));
        Frame night = picture.frame(NOON);
        Frame day = picture.frame(NOON.plus(Duration.ofMinutes(30)).minusMillis(1));
        assertThat(night.brightness()).isEqualTo(0.05);
        assertThat(night.note()).isEqualTo("quiet hours 12:00-12:30 UTC");
        assertThat(day.brightness()).isEqualTo(0.05);
        assertThat(new ColourPipeline(0.2, 1, 10_000).apply(night).pixels().get(0))
                .isEqualTo(new Rgb(0, 0, 13));

        picture.update("eu", Fleets.at(NOON.plus(Duration.ofMinutes(30)), instance("i-a", InstanceState.RUNNING)));
        Frame morning = picture.frame(NOON.plus(Duration.ofMinutes(30)));
        assertThat(morning.brightness()).isEqualTo(1);
        assertThat(morning.note()).isEmpty();
        assertThat(new ColourPipeline(0.2, 1, 10_000).apply(morning).pixels().get(0))
                .isEqualTo(new Rgb(0, 0, 51));
    }

    @Test
    void isDarkInQuietHoursWithoutBrightness() {
        values.putAll(
                Map.of("panel.quiet-hours", "12:00-13:00", "panel.quiet-zone", "UTC", "panel.quiet-brightness", "0"));
        FleetPicture picture = picture("eu");
        picture.update("eu", Fleets.at(NOON, instance("i-a", InstanceState.PENDING)));
        assertThat(picture.frame(NOON).pixels()).allMatch(Rgb::isDark);
        assertThat(picture.untilNextFrame(NOON)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void isNeverBrighterAtNightThanByDay() {
        Frame bright = new Frame(new PanelGeometry(1, 1), List.of(new Rgb(255, 0, 0)), List.of(), "", 0.5);
        assertThat(new ColourPipeline(0.2, 1, 10_000).apply(bright).pixels()).containsExactly(new Rgb(51, 0, 0));
    }

    /**
     * The machine stops at any moment of saving: before it, with any part of the new file written beside the old one, or
     * with the new one in place. Whoever was seen on the panel before has the same pixel after the restart.
     */
    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34})
    void givesEveryInstanceItsOldPixelWheneverItIsKilled(long seed) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve("pixels.json");
        Path neighbour = folder.resolve(".pixels.json.new");
        FleetPicture picture = picture("eu");
        for (int poll = 0; poll < 60; poll++) {
            Map<String, Integer> seen = lit(picture);
            byte[] old = Files.exists(file) ? Files.readAllBytes(file) : null;
            FleetSnapshot fleet = fleet(random, NOON.plus(Duration.ofHours(poll)));
            picture.update("eu", fleet);
            byte[] saved = Files.readAllBytes(file);
            boolean renamed = random.nextInt(4) == 0;
            if (!renamed) {
                if (old == null) {
                    Files.delete(file);
                } else {
                    Files.write(file, old);
                }
                Files.write(neighbour, Arrays.copyOf(saved, random.nextInt(saved.length + 1)));
            }
            FleetPicture restarted = picture("eu");
            restarted.update("eu", fleet);
            Map<String, Integer> after = lit(restarted);
            String as = "seed " + seed + " poll " + poll + " renamed " + renamed;
            fleet.instances().stream()
                    .filter(one -> seen.containsKey(one.id()))
                    .forEach(one -> assertThat(after).as(as).containsEntry(one.id(), seen.get(one.id())));
            picture = restarted;
        }
    }

    private static FleetSnapshot fleet(Random random, Instant at) {
        return new FleetSnapshot(
                at,
                IntStream.range(0, 4)
                        .filter(n -> random.nextInt(3) > 0)
                        .mapToObj(n -> instance("i-" + n, InstanceState.RUNNING, NOON.minusSeconds(random.nextInt(99))))
                        .toList());
    }

    private static Map<String, Integer> lit(FleetPicture picture) {
        Map<String, Integer> lit = new TreeMap<>();
        picture.layout().lit().forEach(ownedPixel -> lit.put(ownedPixel.instanceId(), ownedPixel.index()));
        return lit;
    }

    private static void missed(FleetPicture picture, String source, int times) {
        IntStream.range(0, times).forEach(n -> picture.missed(source, FAILURE, NOON));
    }

    private static String rows(FleetPicture picture, Instant now) {
        return String.join(" / ", picture.frame(now).rows());
    }

    private static String meaning(FleetPicture picture, Instant now) {
        return picture.evidence(now).meaning(picture.layout().lit().get(0).pixelOwner());
    }

    private FleetPicture picture(String... sources) {
        values.put("panel.pixels-file", "pixels.json");
        return FleetPicture.open(
                PanelSettings.of(new Settings(values, folder)),
                ROW,
                new PollSchedule(Set.of(sources), Duration.ofMinutes(30), NOON),
                this::health);
    }

    private InstanceHealth health(String id) {
        List<String> reasons = failing.getOrDefault(id, List.of());
        return reasons.isEmpty()
                ? InstanceHealth.unknown(id)
                : new InstanceHealth(id, InstanceHealth.Verdict.IMPAIRED, reasons);
    }

    @Test
    void saysOnceThatThereAreMoreInstancesThanPixels() {
        FleetPicture picture = picture("eu");
        try (LogLines log = LogLines.of(FleetPicture.class)) {
            picture.update("eu", Fleets.running(6, NOON));
            picture.update("eu", Fleets.running(7, NOON));

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN LIGHT-012  more instances than pixels")
                    .endsWith("instances=6");
        }
    }
}
