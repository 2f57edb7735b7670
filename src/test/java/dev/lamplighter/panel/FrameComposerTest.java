package dev.lamplighter.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.InstanceState;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameComposerTest {
    private static final PanelGeometry ROW = new PanelGeometry(4, 1);
    private static final Palette DEFAULTS = Palette.of(new Settings(Map.of(), Path.of("/")));
    private static final Lamps RUNNING = new Lamps(List.of(new Lamp(1, "i-a", "web", InstanceState.RUNNING)), 0, -1);

    private final FrameComposer composer = new FrameComposer(ROW, DEFAULTS);

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
        Frame frame = composer.compose(
                new Lamps(List.of(new Lamp(2, "i-a", "web", state)), 0, -1), Freshness.FRESH, false, "note");

        assertThat(frame.rows()).containsExactly("#000000 #000000 " + colour + " #000000");
        assertThat(frame.captions()).containsExactly(new Caption(2, mark, "web", state.awsName()));
        assertThat(frame.note()).isEqualTo("note");
    }

    @Test
    void tellsAllStatesApart() {
        assertThat(Arrays.stream(InstanceState.values()).map(DEFAULTS::of)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(InstanceState.values()).map(FrameComposer::mark))
                .doesNotHaveDuplicates();
    }

    @Test
    void lightsTheMoreLamp() {
        Frame frame = composer.compose(
                new Lamps(List.of(new Lamp(0, "i-a", "web", InstanceState.RUNNING)), 7, 3), Freshness.FRESH, false, "");
        assertThat(frame.rows()).containsExactly("#0000ff #000000 #000000 #ffffff");
        assertThat(frame.captions()).last().isEqualTo(new Caption(3, '+', "7 more", "hidden"));
    }

    @ParameterizedTest
    @CsvSource({
        "FRESH, false, #0000ff", "FRESH, true, #0000ff",
        "STALE, false, #00004d", "STALE, true, #00004d",
        "LOST, false, #00004d", "LOST, true, #404040"
    })
    void neverShowsOldLightsAsFresh(Freshness freshness, boolean alternate, String colour) {
        assertThat(composer.compose(RUNNING, freshness, alternate, "").rows())
                .containsExactly("#000000 " + colour + " #000000 #000000");
    }

    @Test
    void blinksOneLightWhenItHasLostAnEmptyFleet() {
        Lamps none = new Lamps(List.of(), 0, -1);
        assertThat(composer.compose(none, Freshness.LOST, true, "").rows())
                .containsExactly("#000000 #000000 #000000 #404040");
        assertThat(composer.compose(none, Freshness.LOST, false, "")).isEqualTo(Frame.dark(ROW));
        assertThat(composer.compose(none, Freshness.FRESH, true, "")).isEqualTo(Frame.dark(ROW));
    }

    @Test
    void takesThePaletteFromTheSettings() {
        Palette own = Palette.of(
                new Settings(Map.of("panel.colour.running", "#0072B2", "panel.colour.more", "#010203"), Path.of("/")));
        assertThat(own.of(InstanceState.RUNNING)).isEqualTo(new Rgb(0, 0x72, 0xB2));
        assertThat(own.of(InstanceState.STOPPED)).isEqualTo(new Rgb(255, 0, 0));
        assertThat(own.more()).isEqualTo(new Rgb(1, 2, 3));
    }

    @Test
    void keepsControlCharactersOfATagAwayFromPanels() {
        assertThat(new Caption(0, 'R', "a\u001b[2J\nb", "running").name()).isEqualTo("a?[2J?b");
    }
}
