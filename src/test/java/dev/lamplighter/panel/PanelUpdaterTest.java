package dev.lamplighter.panel;

import static dev.lamplighter.panel.Fleets.NOON;
import static dev.lamplighter.panel.Fleets.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.code.LightProblemCode;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.fleet.PollFailure;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAssignment;
import dev.lamplighter.panel.pixel.PixelStore;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PanelUpdaterTest {
    private static final PanelGeometry ROW = new PanelGeometry(4, 1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final ProblemException brokenWire = new ProblemException(
            new Problem(LightProblemCode.PANEL_FAILED, "/dev/spidev0.0", "took 0 bytes", "no wire", "wire it"));

    @TempDir
    Path folder;

    private final ManualTicks ticks = new ManualTicks(NOON);
    private final RecordingPanel driver = new RecordingPanel(ROW);

    @Test
    void drawsAtOnceWhenAFleetComesIn() {
        PanelUpdater panel = panel();
        panel.show(Fleets.running(1, NOON));
        ticks.run();
        assertThat(driver.frames).hasSize(1);
        assertThat(driver.last().rows()).containsExactly("#0000ff #000000 #000000 #000000");
        assertThat(panel.shown()).isEqualTo(driver.last());
    }

    @Test
    void writesAnUnchangedFrameOnlyEveryTenSeconds() {
        PanelUpdater panel = panel();
        panel.show(Fleets.running(1, NOON));
        ticks.run();
        for (int tick = 1; tick < 20; tick++) {
            ticks.advance(Duration.ofMillis(500));
            assertThat(driver.frames).as("tick %d", tick).hasSize(1);
        }
        panel.show(Fleets.running(1, ticks.instant()));
        ticks.advance(Duration.ofMillis(500));
        assertThat(driver.frames).hasSize(2);
        assertThat(panel.framesShown()).isEqualTo(2);
    }

    @Test
    void skipsToTheNewestFrame() {
        PanelUpdater panel = panel();
        panel.show(Fleets.running(1, NOON));
        panel.show(Fleets.running(2, NOON));
        panel.show(Fleets.running(3, NOON));

        assertThat(ticks.waiting()).isEqualTo(1);
        ticks.run();
        assertThat(driver.frames).hasSize(1);
        assertThat(driver.last().rows()).containsExactly("#0000ff #0000ff #0000ff #000000");
    }

    @Test
    void savesAPixelBeforeItIsSeen() {
        PanelUpdater panel = panel();
        panel.show(Fleets.running(2, NOON));
        assertThat(driver.frames).isEmpty();
        assertThat(new PixelStore(file(), ROW).load()).hasSize(2);
    }

    @Test
    void showsTheSamePixelsAfterARestart() {
        panel().show(Fleets.at(NOON, instance("i-b", InstanceState.RUNNING), instance("i-c", InstanceState.STOPPED)));

        PanelUpdater restarted = panel();
        ticks.tick();
        assertThat(driver.last().rows()).containsExactly("#404040 #404040 #000000 #000000");
        restarted.show(Fleets.at(
                NOON,
                instance("i-a", InstanceState.PENDING, NOON.minusSeconds(9)),
                instance("i-c", InstanceState.STOPPED)));
        ticks.run();
        assertThat(driver.last().rows()).containsExactly("#000000 #ff0000 #00ff00 #000000");
    }

    @Test
    void dimsAfterTwoMissedPollsAndBlinksAfterFive() {
        PanelUpdater panel = panel();
        panel.show(Fleets.running(1, NOON));
        PollFailure failure = PollFailure.of(new ConnectException("refused"));

        panel.missed(failure);
        ticks.run();
        assertThat(driver.last().pixels()).contains(new Rgb(0, 0, 255));
        panel.missed(failure);
        ticks.run();
        assertThat(driver.last().pixels()).contains(new Rgb(0, 0, 77));
        assertThat(driver.last().note()).startsWith("STALE, as of 2026-03-01T12:00:00Z: LIGHT-004");
        for (int poll = 3; poll <= 5; poll++) {
            panel.missed(failure);
        }
        ticks.run();
        ticks.advance(SECOND);
        Rgb odd = driver.last().pixels().get(0);
        ticks.advance(SECOND);
        Rgb even = driver.last().pixels().get(0);
        assertThat(List.of(odd, even)).containsExactly(new Rgb(0x40, 0x40, 0x40), new Rgb(0, 0, 77));
    }

    @Test
    void agesWithoutAnyPollComingIn() {
        PanelUpdater panel = panel();
        panel.show(Fleets.running(1, NOON));
        ticks.run();
        ticks.advance(Duration.ofSeconds(29));
        assertThat(driver.last().pixels()).contains(new Rgb(0, 0, 255));
        ticks.advance(SECOND);
        assertThat(driver.last().pixels()).contains(new Rgb(0, 0, 77));
    }

    @Test
    void ticksFastOnlyWhileALightMoves() {
        PanelUpdater panel = panel();
        panel.show(Fleets.running(1, NOON));
        ticks.tick();
        assertThat(ticks.untilNext()).isEqualTo(Duration.ofMillis(500));

        panel.show(Fleets.at(NOON, instance("i-000", InstanceState.PENDING)));
        ticks.advance(Duration.ofMillis(500));
        int before = driver.frames.size();
        ticks.pass(Duration.ofSeconds(3));
        assertThat(driver.frames.size() - before).isEqualTo(30);

        panel.show(Fleets.running(1, ticks.instant()));
        ticks.pass(SECOND);
        int settled = driver.frames.size();
        ticks.pass(Duration.ofSeconds(5));
        assertThat(driver.frames).hasSize(settled);
        ticks.advance(ticks.untilNext());
        assertThat(ticks.untilNext()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void movesAllLightsOfAKindInPhase() {
        PanelUpdater panel = panel();
        panel.show(Fleets.at(NOON, instance("i-a", InstanceState.PENDING)));
        ticks.pass(Duration.ofMillis(1300));
        panel.show(
                Fleets.at(NOON, instance("i-a", InstanceState.PENDING), instance("i-b", InstanceState.PENDING, NOON)));
        for (int tick = 0; tick < 40; tick++) {
            ticks.pass(Duration.ofMillis(130));
            assertThat(driver.last().pixels().get(0))
                    .isEqualTo(driver.last().pixels().get(1));
        }
    }

    @Test
    void freesNoPixelWhilePollsFail() {
        PanelUpdater panel = panel();
        panel.show(Fleets.running(2, NOON));
        List<PixelAssignment> before = panel.picture().assignments();
        for (int day = 0; day < 3; day++) {
            ticks.advance(Duration.ofHours(24));
            panel.missed(PollFailure.of(new ConnectException("refused")));
        }
        assertThat(panel.picture().assignments()).isEqualTo(before);
        assertThat(new PixelStore(file(), ROW).load()).isEqualTo(before);
    }

    @Test
    void triesAFailedPanelAgainEverMoreRarely() {
        PanelUpdater panel = panel();
        driver.failure = brokenWire;
        try (LogLines log = LogLines.of(PanelUpdater.class)) {
            panel.show(Fleets.running(1, NOON));
            ticks.run();
            for (int second = 0; second < 300; second++) {
                ticks.advance(SECOND);
            }
            // After 0, 1, 3, 7, 15, 31, then every 30: 61 ... 271.
            assertThat(driver.attempts).isEqualTo(6 + 9 - 1);
            assertThat(panel.failure()).isEqualTo(brokenWire.problem());
            driver.failure = null;
            ticks.advance(Duration.ofSeconds(30));
            assertThat(driver.frames).hasSize(1);
            assertThat(panel.failure()).isNull();
            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0)).startsWith("WARN LIGHT-013  /dev/spidev0.0");
            assertThat(log.lines().get(1)).startsWith("INFO");
        }
    }

    @Test
    void survivesABusLibraryThatCannotBeLoaded() {
        PanelUpdater panel = panel();
        driver.failure = new UnsatisfiedLinkError("no libc");
        panel.show(Fleets.running(1, NOON));
        ticks.run();
        assertThat(panel.failure()).extracting(Problem::code).isEqualTo("LIGHT-014");
        driver.failure = null;
        ticks.advance(SECOND);
        assertThat(driver.frames).hasSize(1);
    }

    @Test
    void goesOnDrawingWhenTheClockIsPutBack() {
        PanelUpdater panel = panel();
        panel.show(Fleets.running(1, NOON));
        ticks.run();
        driver.failure = brokenWire;
        ticks.advance(Duration.ofSeconds(10));
        driver.failure = null;
        ticks.advance(Duration.ofDays(-1));
        assertThat(driver.frames).hasSize(2);
    }

    @Test
    void goesDarkAndLetsGoWhenClosed() {
        PanelUpdater panel = panel();
        panel.show(Fleets.running(1, NOON));
        ticks.run();
        ticks.runSubmittedAtOnce();

        panel.close();
        panel.close();
        panel.show(Fleets.running(2, NOON));
        ticks.tick();

        assertThat(driver.last()).isEqualTo(Frame.dark(ROW));
        assertThat(driver.frames).hasSize(2);
        assertThat(driver.closed).isEqualTo(1);
    }

    @Test
    void letsGoEvenOfAPanelThatCannotBeCleared() {
        PanelUpdater panel = panel();
        ticks.runSubmittedAtOnce();
        driver.failure = brokenWire;
        panel.close();
        assertThat(driver.closed).isEqualTo(1);
    }

    @Test
    void drawsInAThreadOfItsOwn() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        PanelDriver slow = new PanelDriver() {
            @Override
            public PanelGeometry geometry() {
                return ROW;
            }

            @Override
            public void show(Frame frame) {
                try {
                    assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                driver.show(frame);
            }

            @Override
            public void close() {
                driver.close();
            }
        };
        try (PanelUpdater panel = new PanelUpdater(picture(), slow, InstantSource.system())) {
            for (int count = 1; count <= 4; count++) {
                panel.show(Fleets.running(count, InstantSource.system().instant()));
            }
            busy.countDown();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> panel.framesShown() > 0
                            && panel.picture()
                                    .frame(InstantSource.system().instant())
                                    .equals(panel.shown()));
        }
        assertThat(driver.last()).isEqualTo(Frame.dark(ROW));
        assertThat(driver.closed).isEqualTo(1);
    }

    @Test
    void showsItselfThroughJmx() {
        PanelUpdater panel = panel();
        PanelMXBean status = new PanelStatus("unicorn-hat", panel, settings(), ticks);
        assertThat(status.getLastPollAt()).isEmpty();
        assertThat(status.getFrame()).isEmpty();

        panel.show(Fleets.at(
                NOON, Fleets.named("i-a", "web", InstanceState.RUNNING), instance("i-b", InstanceState.STOPPED)));
        panel.show(Fleets.at(NOON.plusSeconds(1), Fleets.named("i-a", "web", InstanceState.RUNNING)));
        ticks.run();

        assertThat(status.getPanelType()).isEqualTo("unicorn-hat");
        assertThat(status.getWidth() + "x" + status.getHeight()).isEqualTo("4x1");
        assertThat(status.getInstances()).isEqualTo(1);
        assertThat(status.getHiddenInstances()).isZero();
        assertThat(status.getFramesShown()).isEqualTo(1);
        assertThat(status.getLastPollAt()).isEqualTo("2026-03-01T12:00:01Z");
        assertThat(status.getMissedPolls()).isZero();
        assertThat(status.getFreshness()).isEqualTo("FRESH");
        assertThat(status.getPixels()).isEqualTo(Map.of("i-a", "0,0 running #0000ff web", "i-b", "1,0 kept"));
        assertThat(status.getFrame()).containsExactly("#0000ff #000000 #000000 #000000");
        assertThat(status.getFailure()).isEmpty();
        assertThat(status.getPalette()).isEqualTo("classic");
        assertThat(status.getMotion()).isEqualTo("full");
        assertThat(status.getOverflow()).isEqualTo("priority");
        assertThat(status.getMeanings()).isEqualTo(Map.of("0,0", "web: running"));
        assertThat(status.getSources()).isEqualTo(Map.of("", "FRESH, as of 2026-03-01T12:00:01Z, missed 0"));
    }

    private PanelUpdater panel() {
        return new PanelUpdater(picture(), driver, ticks, ticks);
    }

    private FleetPicture picture() {
        return FleetPicture.open(settings(), ROW, Duration.ofSeconds(10), NOON);
    }

    private PanelSettings settings() {
        return PanelSettings.of(new Settings(Map.of("panel.pixels-file", file().toString()), folder));
    }

    private Path file() {
        return folder.resolve("pixels.json");
    }
}
