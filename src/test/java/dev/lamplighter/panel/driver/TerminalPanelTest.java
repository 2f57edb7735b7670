package dev.lamplighter.panel.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.PixelLabel;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PanelGeometry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TerminalPanelTest {
    private static final PanelGeometry SQUARE = new PanelGeometry(2, 2);
    private static final List<Rgb> PIXELS = List.of(new Rgb(0, 0, 255), Rgb.BLACK, Rgb.BLACK, new Rgb(255, 255, 0));
    private static final List<PixelLabel> CAPTIONS =
            List.of(new PixelLabel(0, 'R', "web-1", "running"), new PixelLabel(3, 's', "encoder", "stopping"));
    private static final Frame FRAME = new Frame(SQUARE, PIXELS, CAPTIONS, "");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void drawsCellsInTwentyFourBitColourAboveTheScrollingLines() {
        new TerminalPanel(out, SQUARE, 0).show(FRAME);
        assertThat(printed().replace('\u001b', '^'))
                .isEqualTo("\n\n\n^[3A^7^[1;1H^[3L^8^[3B^7^[4r^[?7l"
                        + "^[1;1H^[48;2;0;0;255;38;2;255;255;255mR ^[48;2;0;0;0;38;2;255;255;255m. ^[0m"
                        + "  0,0   R web-1              running^[K"
                        + "^[2;1H^[48;2;0;0;0;38;2;255;255;255m. ^[48;2;255;255;0;38;2;0;0;0ms ^[0m"
                        + "  1,1   s encoder            stopping^[K"
                        + "^[3;1H^[K^[?7h^8");
    }

    @Test
    void coversNothingThatWasOnTheScreenAndKeepsLinesFreeBelowItself() {
        FakeTerminal screen = new FakeTerminal(12, 40);
        screen.print("Lamplighter sandbox.\nCtrl-C ends it.\n");
        new TerminalPanel(screen.stream(), SQUARE, 2).show(FRAME);
        for (int i = 1; i <= 20; i++) {
            screen.print("line " + i + "\n");
        }

        assertThat(screen.line(1)).startsWith("R .   0,0   R web-1");
        assertThat(screen.line(2)).startsWith(". s   1,1   s encoder");
        assertThat(screen.lines().subList(2, 5))
                .as("its note and two free lines")
                .containsOnly("");
        assertThat(screen.line(11)).isEqualTo("line 20");
        assertThat(screen.scrolledAway()).isEmpty();
    }

    @Test
    void leavesWhatWasPrintedBeforeBelowIt() {
        FakeTerminal screen = new FakeTerminal(12, 40);
        screen.print("Lamplighter sandbox.\nCtrl-C ends it.\n");
        new TerminalPanel(screen.stream(), SQUARE, 2).show(FRAME);
        screen.print("next\n");

        assertThat(screen.lines().subList(5, 8)).containsExactly("Lamplighter sandbox.", "Ctrl-C ends it.", "next");
    }

    @Test
    void drawsAgainOnlyWhenTheFrameChanges() {
        PanelDriver panel = new TerminalPanel(out, SQUARE, 0);
        panel.show(FRAME);
        bytes.reset();
        panel.show(new Frame(SQUARE, PIXELS, CAPTIONS, ""));
        assertThat(printed()).isEmpty();
        panel.show(new Frame(SQUARE, PIXELS, CAPTIONS, "STALE"));
        assertThat(printed()).contains("STALE").doesNotContain("\n");
    }

    @Test
    void givesTheScreenBackWhenClosed() {
        PanelDriver panel = new TerminalPanel(out, SQUARE, 0);
        panel.show(FRAME);
        bytes.reset();
        panel.close();
        panel.close();
        assertThat(printed()).isEqualTo("\u001b7\u001b[r\u001b8");
    }

    @Test
    void writesLettersWhenThereIsNoTerminal() {
        new PlainTextPanel(out, SQUARE).show(new Frame(SQUARE, PIXELS, CAPTIONS, "STALE"));
        assertThat(printed().lines())
                .containsExactly(
                        "panel 2x2  STALE",
                        "R .  0,0   R web-1              running",
                        ". s  1,1   s encoder            stopping");
    }

    @Test
    void writesNoLineForALightThatOnlyBlinks() {
        PanelDriver panel = new PlainTextPanel(out, SQUARE);
        panel.show(FRAME);
        bytes.reset();
        panel.show(new Frame(SQUARE, List.of(new Rgb(64, 64, 64), Rgb.BLACK, Rgb.BLACK, Rgb.BLACK), CAPTIONS, ""));
        assertThat(printed()).isEmpty();
    }

    @Test
    void writesAPageAnewWhenItChangesButNotWhenItIsTurned() {
        PanelDriver panel = new PlainTextPanel(out, SQUARE);
        Frame first = page("page 1 of 2", "running");
        Frame second = page("page 2 of 2", "running");
        panel.show(first);
        panel.show(second);
        bytes.reset();
        panel.show(first);
        panel.show(second);
        assertThat(printed()).isEmpty();
        panel.show(page("page 1 of 2", "stopped"));
        panel.show(second);
        assertThat(printed().lines())
                .filteredOn(line -> line.startsWith("panel"))
                .hasSize(1);
        assertThat(printed()).contains("stopped");
        bytes.reset();
        panel.show(first);
        assertThat(printed()).contains("running");
    }

    private static Frame page(String name, String state) {
        return new Frame(
                SQUARE,
                PIXELS,
                List.of(new PixelLabel(0, 'R', "web-1", state), new PixelLabel(3, PixelLabel.PAGE, name, "page")),
                "");
    }

    @Test
    void marksALitPixelWithoutACaption() {
        new PlainTextPanel(out, SQUARE).show(new Frame(SQUARE, PIXELS));
        assertThat(printed().lines()).containsExactly("panel 2x2", "* .", ". *");
    }

    @Test
    void saysHowManyNamesFoundNoRoom() {
        PanelGeometry wide = new PanelGeometry(9, 1);
        List<PixelLabel> nine = IntStream.range(0, 9)
                .mapToObj(n -> new PixelLabel(n, 'R', "a-name-that-is-far-too-long-" + n, "running"))
                .toList();
        new PlainTextPanel(out, wide).show(new Frame(wide, Frame.dark(wide).pixels(), nine, ""));
        assertThat(printed()).contains("a-name-that-is-fa~ running").endsWith("  and 5 more" + System.lineSeparator());
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
