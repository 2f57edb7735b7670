package dev.lamplighter.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.panel.frame.ColourWord;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SnapshotTextTest {
    @Test
    void saysInWordsWhatIsSeenAndWhoEachLightIs() {
        Frame frame = PanelSnapshotCommand.frame(List.of("#00a000 #000000", "#ff0000 #00c000"));

        assertThat(SnapshotText.lines(
                        frame,
                        List.of(
                                "0,0  web-1  i-1  running",
                                "0,1  db     i-2  stopped",
                                "0,0 page 2  far  i-3  running"),
                        "panel none 2x2, 3 instances, FRESH"))
                .containsExactly(
                        "A panel of 2 by 2 lights, lit are: 2 green, 1 red.",
                        "panel none 2x2, 3 instances, FRESH",
                        "",
                        "0,0  green #00a000  web-1  i-1  running",
                        "0,1  red #ff0000  db     i-2  stopped",
                        "0,0 page 2  far  i-3  running");
    }

    @Test
    void saysWhenAllIsDark() {
        Frame frame = PanelSnapshotCommand.frame(List.of("#000000 #000000"));

        assertThat(SnapshotText.lines(frame, List.of(), "panel none 2x1, 0 instances, FRESH"))
                .containsExactly("A panel of 2 by 1 light, all of them dark.", "panel none 2x1, 0 instances, FRESH");
    }

    @Test
    void namesColoursAsPeopleDo() {
        // The names that CSS gives to these colours, or their family.
        assertThat(ColourWord.of(Rgb.parse("#ffa500"))).isEqualTo("orange");
        assertThat(ColourWord.of(Rgb.parse("#ffff00"))).isEqualTo("yellow");
        assertThat(ColourWord.of(Rgb.parse("#008000"))).isEqualTo("green");
        assertThat(ColourWord.of(Rgb.parse("#00ffff"))).isEqualTo("cyan");
        assertThat(ColourWord.of(Rgb.parse("#0000ff"))).isEqualTo("blue");
        assertThat(ColourWord.of(Rgb.parse("#800080"))).isEqualTo("purple");
        assertThat(ColourWord.of(Rgb.parse("#dc143c"))).as("crimson").isEqualTo("red");
        assertThat(ColourWord.of(Rgb.parse("#ffffff"))).isEqualTo("white");
        assertThat(ColourWord.of(Rgb.parse("#808080"))).isEqualTo("grey");
        assertThat(ColourWord.of(Rgb.BLACK)).isEqualTo("dark");
    }
}
