package dev.lamplighter.panel;

import static dev.lamplighter.panel.Fleets.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.InstanceHealth;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.fleet.PollFailure;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PanelGeometry;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An hour of a fleet at its worst, watched every twentieth of a second: states change with every poll, checks fail and
 * pass, sources come and go. A flash is two turns of its lightness (WCAG 2.3.1 allows three a second).
 */
final class FlashRateTest {
    private static final PanelGeometry PANEL = new PanelGeometry(4, 2);
    private static final List<InstanceState> STATES = List.of(InstanceState.values());
    private static final long SAMPLE_MILLIS = 50;
    private static final int TURNS_A_SECOND = 2 * 2;

    @TempDir
    Path folder;

    private final Set<String> failing = new TreeSet<>();

    @ParameterizedTest
    @CsvSource({"full, priority, 1", "full, page, 2", "full, priority, 3", "reduced, priority, 4", "none, priority, 5"})
    void neverFlashesMoreThanTwiceASecond(String motion, String overflow, long seed) {
        FleetPicture picture = picture(motion, overflow);
        Random random = new Random(seed);
        Pixel[] pixels =
                IntStream.range(0, PANEL.size()).mapToObj(index -> new Pixel()).toArray(Pixel[]::new);
        int most = 0;
        for (long millis = 0; millis < Duration.ofHours(1).toMillis(); millis += SAMPLE_MILLIS) {
            Instant now = NOON.plusMillis(millis);
            if (millis % 5000 == 0) {
                poll(picture, random, now);
            }
            List<Rgb> shown = picture.frame(now).pixels();
            for (int index = 0; index < pixels.length; index++) {
                int turns = pixels[index].turns(shown.get(index), millis);
                assertThat(turns)
                        .as("pixel %d at %s, seed %d", index, now, seed)
                        .isLessThanOrEqualTo(TURNS_A_SECOND);
                most = Math.max(most, turns);
            }
        }
        assertThat(most).as("something did turn, so the test can fail").isPositive();
    }

    private void poll(FleetPicture picture, Random random, Instant now) {
        for (String source : List.of("eu", "us")) {
            if (random.nextInt(100) < 70) {
                picture.update(source, fleet(source, random, now));
            } else {
                for (int missed = random.nextInt(6); missed >= 0; missed--) {
                    picture.missed(source, PollFailure.of(new ConnectException("refused")), now);
                }
            }
        }
        failing.clear();
        IntStream.range(0, 6).filter(n -> random.nextInt(3) == 0).forEach(n -> failing.add("i-eu-" + n));
    }

    private static FleetSnapshot fleet(String source, Random random, Instant now) {
        return new FleetSnapshot(
                now,
                IntStream.range(0, 6)
                        .mapToObj(n -> Fleets.instance(
                                "i-" + source + "-" + n,
                                random.nextBoolean()
                                        ? InstanceState.RUNNING
                                        : STATES.get(random.nextInt(STATES.size()))))
                        .toList());
    }

    private FleetPicture picture(String motion, String overflow) {
        Map<String, String> values = new HashMap<>(Map.of("panel.pixels-file", "pixels.json"));
        values.put("panel.motion", motion);
        values.put("panel.overflow", overflow);
        values.put("panel.heartbeat", Boolean.toString(motion.equals("full")));
        PollSchedule plan = new PollSchedule(Set.of("eu", "us"), Duration.ofSeconds(5), NOON);
        return FleetPicture.open(
                PanelSettings.of(new Settings(values, folder)),
                PANEL,
                plan,
                id -> failing.contains(id)
                        ? new InstanceHealth(id, InstanceHealth.Verdict.IMPAIRED, List.of("http: 503"))
                        : InstanceHealth.unknown(id));
    }

    /** Turns of the lightness of one pixel in the last second. */
    private static final class Pixel {
        private final Deque<Long> turns = new ArrayDeque<>();
        private int before = -1;
        private int direction;

        int turns(Rgb shown, long millis) {
            int light = (299 * shown.red() + 587 * shown.green() + 114 * shown.blue()) / 1000;
            int change = Integer.signum(light - Math.max(0, before));
            if (before >= 0 && change != 0 && change != direction) {
                turns.add(millis);
                direction = change;
            }
            before = light;
            while (!turns.isEmpty() && turns.getFirst() <= millis - 1000) {
                turns.removeFirst();
            }
            return turns.size();
        }
    }
}
