package dev.lamplighter.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PanelGeometry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PanelTestPatternTest {
    private static final PanelGeometry PANEL = new PanelGeometry(3, 2);
    private static final Duration FAST = Duration.ofMillis(1);

    private final RecordingPanel driver = new RecordingPanel(PANEL);
    private final List<String> notes = new ArrayList<>();

    @Test
    void showsThreeColoursAndThenEachPixelAloneAndEndsDark() {
        try (PanelTestPattern walk = new PanelTestPattern(driver, notes::add)) {
            walk.run(FAST);
        }
        assertThat(notes.stream().distinct())
                .containsExactly(
                        "all red",
                        "all green",
                        "all blue",
                        "pixel 0 at 0,0",
                        "pixel 1 at 1,0",
                        "pixel 2 at 2,0",
                        "pixel 3 at 0,1",
                        "pixel 4 at 1,1",
                        "pixel 5 at 2,1");
        assertThat(driver.frames.get(0).pixels()).containsOnly(new Rgb(255, 0, 0));
        List<Frame> alone = driver.frames.subList(driver.frames.size() - 7, driver.frames.size() - 1);
        for (int index = 0; index < 6; index++) {
            Frame frame = alone.get(index);
            assertThat(lit(frame)).containsExactly(index);
            assertThat(frame.pixels().get(index)).isEqualTo(new Rgb(255, 255, 255));
        }
        assertThat(lit(driver.last())).isEmpty();
        assertThat(driver.closed).isEqualTo(1);
    }

    @Test
    void endsWithWhatThePanelSaidAndLetsGoOfIt() {
        driver.failure = new IllegalStateException("no wire");
        PanelTestPattern walk = new PanelTestPattern(driver, notes::add);
        assertThatThrownBy(() -> walk.run(FAST)).isSameAs(driver.failure);
        assertThatThrownBy(walk::close).isSameAs(driver.failure);
        assertThat(driver.closed).isEqualTo(1);
        assertThat(notes).isEmpty();
    }

    @Test
    void showsNothingAfterItWasClosed() {
        PanelTestPattern walk = new PanelTestPattern(driver, notes::add);
        walk.close();
        walk.run(FAST);
        walk.close();
        assertThat(driver.frames).hasSize(1);
        assertThat(lit(driver.last())).isEmpty();
    }

    private static Set<Integer> lit(Frame frame) {
        return java.util.stream.IntStream.range(0, PANEL.size())
                .filter(index -> !frame.pixels().get(index).isDark())
                .boxed()
                .collect(Collectors.toSet());
    }
}
