package dev.lamplighter.panel.frame;

import static dev.lamplighter.panel.Fleets.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.panel.Fleets;
import dev.lamplighter.panel.pixel.OwnedPixel;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAllocation;
import dev.lamplighter.panel.pixel.PixelOwner;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameComposerTest {
    private static final PanelGeometry ROW = new PanelGeometry(4, 1);
    private static final long EVEN = NOON.toEpochMilli();
    private static final PixelHealth FRESH = evidence(Freshness.FRESH, Map.of());
    private static final Map<String, FailedCheck> FAILED = Map.of("i-a", new FailedCheck("http: 503", NOON));

    @ParameterizedTest
    @CsvSource({
        "STOPPED, #ff0000, S",
        "PENDING, #00ff00, p",
        "RUNNING, #0000ff, R",
        "STOPPING, #ffff00, s",
        "SHUTTING_DOWN, #ff8000, t",
        "TERMINATED, #600000, T",
        "UNKNOWN, #404040, ?"
    })
    void givesEveryStateItsColourAndItsLetter(InstanceState state, String colour, char mark) {
        Frame frame = composer("full").compose(lit(2, state), FRESH, "note").frame(EVEN, 1, "");

        assertThat(frame.rows()).containsExactly("#000000 #000000 " + colour + " #000000");
        assertThat(frame.captions()).containsExactly(new PixelLabel(2, mark, "web", state.awsName()));
        assertThat(frame.note()).isEqualTo("note");
    }

    @Test
    void tellsAllStatesApart() {
        assertThat(Arrays.stream(InstanceState.values()).map(FrameComposer::mark))
                .doesNotHaveDuplicates();
    }

    /** A column for each tenth of a second would be long: these are the moments at which something turns. */
    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource({
        // motion, state, freshness, failed; colour after 0, 0.5, 1, 1.5, 2 and 3 s
        "full, RUNNING, FRESH, false, #0000ff #0000ff #0000ff #0000ff #0000ff #0000ff",
        "full, RUNNING, FRESH, true, #0000ff #000000 #0000ff #000000 #0000ff #0000ff",
        "full, PENDING, FRESH, false, #00ff00 #00d900 #008c00 #006600 #008c00 #00ff00",
        "full, STOPPING, FRESH, false, #ffff00 #d9d900 #8c8c00 #666600 #8c8c00 #ffff00",
        "full, STOPPED, FRESH, false, #ff0000 #ff0000 #ff0000 #ff0000 #ff0000 #ff0000",
        "full, RUNNING, STALE, false, #00004d #00004d #00004d #00004d #00004d #00004d",
        "full, RUNNING, STALE, true, #00004d #000000 #00004d #000000 #00004d #00004d",
        "full, PENDING, STALE, false, #004d00 #004100 #002a00 #001f00 #002a00 #004d00",
        "full, RUNNING, LOST, false, #00004d #00004d #404040 #404040 #00004d #404040",
        "full, RUNNING, LOST, true, #00004d #00004d #404040 #404040 #00004d #404040",
        "reduced, PENDING, FRESH, false, #00ff00 #00ff00 #00ff00 #00ff00 #00ff00 #00ff00",
        "reduced, RUNNING, FRESH, true, #8080ff #8080ff #8080ff #8080ff #8080ff #8080ff",
        "reduced, RUNNING, STALE, true, #26264d #26264d #26264d #26264d #26264d #26264d",
        "reduced, RUNNING, LOST, false, #00004d #00004d #404040 #404040 #00004d #404040",
        "none, PENDING, FRESH, false, #00ff00 #00ff00 #00ff00 #00ff00 #00ff00 #00ff00",
        "none, RUNNING, FRESH, true, #8080ff #8080ff #8080ff #8080ff #8080ff #8080ff",
        "none, RUNNING, LOST, true, #131313 #131313 #131313 #131313 #131313 #131313"
    })
    void movesByTheClockAsItHasToSay(
            String motion, InstanceState state, Freshness freshness, boolean failed, String colours) {
        AnimatedFrame animatedFrame =
                composer(motion).compose(lit(0, state), evidence(freshness, failed ? FAILED : Map.of()), "");
        assertThat(Stream.of(0, 500, 1000, 1500, 2000, 3000)
                        .map(millis -> animatedFrame
                                .frame(EVEN + millis, 1, "")
                                .pixels()
                                .get(0)
                                .hex()))
                .containsExactly(colours.split(" ", -1));
    }

    @Test
    void saysThatACheckHasFailedInLettersToo() {
        Frame frame = composer("full")
                .compose(lit(0, InstanceState.RUNNING), evidence(Freshness.FRESH, FAILED), "")
                .frame(EVEN, 1, "");
        assertThat(frame.captions()).containsExactly(new PixelLabel(0, 'R', "web", "check failed"));
    }

    @Test
    void expectsNoAnswerOfAnInstanceThatDoesNotRun() {
        AnimatedFrame animatedFrame =
                composer("full").compose(lit(0, InstanceState.STOPPED), evidence(Freshness.FRESH, FAILED), "");
        assertThat(animatedFrame.frame(EVEN + 500, 1, "").rows()).containsExactly("#ff0000 #000000 #000000 #000000");
    }

    @Test
    void dimsOnlyTheLightsOfTheSourceThatIsStale() {
        PixelAllocation pixelLayout = new PixelAllocation(
                List.of(lamp(0, "i-a", "eu"), lamp(1, "i-b", "us"), lamp(2, "i-c", "ap")),
                List.of(),
                -1,
                List.of(0),
                List.of(3));
        PixelHealth pixelHealth =
                new PixelHealth(Map.of("eu", Freshness.FRESH, "us", Freshness.STALE, "ap", Freshness.LOST), Map.of());
        AnimatedFrame animatedFrame = composer("full").compose(pixelLayout, pixelHealth, "");
        assertThat(animatedFrame.frame(EVEN, 1, "").rows()).containsExactly("#0000ff #00004d #00004d #000000");
        assertThat(animatedFrame.frame(EVEN + 1000, 1, "").rows()).containsExactly("#0000ff #00004d #404040 #000000");
    }

    @Test
    void pulsesTheMoreLampAndBlinksItInRedForAFailedCheck() {
        PixelOwner hidden = lamp(0, "i-a", "eu").pixelOwner();
        PixelAllocation pixelLayout =
                new PixelAllocation(List.of(lamp(0, "i-b", "eu")), List.of(hidden, hidden), 3, List.of(0), List.of());
        AnimatedFrame calm = composer("full").compose(pixelLayout, FRESH, "");
        assertThat(calm.frame(EVEN, 1, "").rows()).containsExactly("#0000ff #000000 #000000 #ffffff");
        assertThat(calm.frame(EVEN + 1500, 1, "").rows()).containsExactly("#0000ff #000000 #000000 #666666");
        assertThat(calm.frame(EVEN, 1, "").captions()).last().isEqualTo(new PixelLabel(3, '+', "2 more", "hidden"));

        AnimatedFrame bad = composer("full").compose(pixelLayout, evidence(Freshness.FRESH, FAILED), "");
        assertThat(bad.frame(EVEN, 1, "").rows()).containsExactly("#0000ff #000000 #000000 #ff0000");
        assertThat(bad.frame(EVEN + 500, 1, "").rows()).containsExactly("#0000ff #000000 #000000 #000000");
    }

    @Test
    void showsOnePageAfterTheOtherForFiveSecondsEach() {
        PixelAllocation pixelLayout = new PixelAllocation(
                List.of(
                        new OwnedPixel(
                                2, OwnedPixel.EVERY_PAGE, lamp(2, "i-p", "eu").pixelOwner()),
                        lamp(0, "i-b", "eu"),
                        new OwnedPixel(1, 2, lamp(1, "i-a", "eu").pixelOwner())),
                List.of(),
                3,
                List.of(0, 2),
                List.of());
        long start = EVEN - Math.floorMod(EVEN, 10_000L);
        AnimatedFrame calm = composer("full").compose(pixelLayout, FRESH, "");
        assertThat(calm.frame(start + 4999, 1, "").rows()).containsExactly("#0000ff #000000 #0000ff #808080");
        assertThat(calm.frame(start + 5000, 1, "").rows()).containsExactly("#000000 #0000ff #0000ff #ffffff");
        assertThat(calm.frame(start + 10_000, 1, "").rows()).containsExactly("#0000ff #000000 #0000ff #808080");
        assertThat(calm.millisToNextMoment(start + 4900, 500)).isEqualTo(100);

        AnimatedFrame bad = composer("full").compose(pixelLayout, evidence(Freshness.FRESH, FAILED), "");
        assertThat(bad.frame(start, 1, "").rows()).containsExactly("#0000ff #000000 #0000ff #ff0000");
        assertThat(bad.frame(start + 5500, 1, "").rows()).containsExactly("#000000 #000000 #0000ff #ffffff");
    }

    @Test
    void blinksAPixelOfNobodyWhenALostSourceHasNoLight() {
        PixelAllocation none = new PixelAllocation(List.of(), List.of(), -1, List.of(0), List.of(3, 2, 1, 0));
        AnimatedFrame lost = composer("full").compose(none, evidence(Freshness.LOST, Map.of()), "");
        assertThat(lost.frame(EVEN + 1000, 1, "").rows()).containsExactly("#000000 #000000 #000000 #404040");
        assertThat(lost.frame(EVEN, 1, "")).isEqualTo(Frame.dark(ROW));
        assertThat(composer("full").compose(none, FRESH, "").frame(EVEN + 1000, 1, ""))
                .isEqualTo(Frame.dark(ROW));
    }

    @Test
    void hidesNoInstanceUnderTheSignOfALostSource() {
        PixelAllocation full = new PixelAllocation(List.of(lamp(0, "i-b", "us")), List.of(), -1, List.of(0), List.of());
        PixelHealth pixelHealth = new PixelHealth(Map.of("eu", Freshness.LOST, "us", Freshness.FRESH), Map.of());
        AnimatedFrame animatedFrame = composer("full").compose(full, pixelHealth, "");
        assertThat(animatedFrame.frame(EVEN + 1000, 1, "").rows()).containsExactly("#0000ff #000000 #000000 #000000");
    }

    @Test
    void breathesOnlyOnAPixelOfNobody() {
        FrameComposer composer = new FrameComposer(
                ROW, AppearanceSettings.of(new Settings(Map.of("panel.heartbeat", "true"), Path.of("/"))));
        PixelAllocation some =
                new PixelAllocation(List.of(lamp(3, "i-b", "eu")), List.of(), -1, List.of(0), List.of(2, 1, 0));
        AnimatedFrame animatedFrame = composer.compose(some, FRESH, "");
        assertThat(animatedFrame.frame(EVEN, 1, "").rows()).containsExactly("#000000 #000000 #666666 #0000ff");
        assertThat(animatedFrame.frame(EVEN + 2000, 1, "").rows()).containsExactly("#000000 #000000 #0c0c0c #0000ff");
        assertThat(animatedFrame.frame(EVEN, 1, "").captions()).hasSize(1);

        PixelAllocation full = new PixelAllocation(List.of(lamp(3, "i-b", "eu")), List.of(), -1, List.of(0), List.of());
        assertThat(composer.compose(full, FRESH, "").frame(EVEN, 1, "").rows())
                .containsExactly("#000000 #000000 #000000 #0000ff");
    }

    @Test
    void keepsControlCharactersOfATagAwayFromPanels() {
        assertThat(new PixelLabel(0, 'R', "a\u001b[2J\nb", "running").name()).isEqualTo("a\\u001B[2J b");
    }

    private static FrameComposer composer(String motion) {
        return new FrameComposer(
                ROW, AppearanceSettings.of(new Settings(Map.of("panel.motion", motion), Path.of("/"))));
    }

    private static PixelHealth evidence(Freshness freshness, Map<String, FailedCheck> failed) {
        return new PixelHealth(Map.of("eu", freshness), failed);
    }

    private static PixelAllocation lit(int index, InstanceState state) {
        Instance instance = Fleets.named("i-a", "web", state);
        return new PixelAllocation(
                List.of(new OwnedPixel(index, 0, PixelOwner.of(instance, Set.of("eu")))),
                List.of(),
                -1,
                List.of(0),
                List.of());
    }

    private static OwnedPixel lamp(int index, String id, String source) {
        PixelOwner pixelOwner = PixelOwner.of(Fleets.instance(id, InstanceState.RUNNING), Set.of(source));
        return new OwnedPixel(index, 0, pixelOwner);
    }
}
