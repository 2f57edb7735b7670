package dev.lamplighter.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.FramePng;
import dev.lamplighter.panel.frame.FramePng.LegendLine;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SnapshotPictureTest {
    @Test
    void hasTheNamesOfTheMapAndALineForEachColour() {
        Frame frame = PanelSnapshotCommand.frame(List.of("#0000ff #ff0000", "#0000ff #000000"));
        String about = "unicorn-hat 2x2, 4 instances, FRESH";

        byte[] picture = SnapshotPicture.png(
                frame,
                List.of(
                        "0,0  web-1  i-1  running",
                        "1,0  db     i-2  running, check failed (http: 503) since 08:00",
                        "0,1  web-2  i-3  running  pin web-2",
                        "0,0 page 2  far  i-4  running",
                        "-    more   i-5  running"),
                about);

        assertThat(picture)
                .isEqualTo(FramePng.of(
                        frame,
                        Map.of(
                                new PixelPosition(0, 0), "web-1",
                                new PixelPosition(1, 0), "db",
                                new PixelPosition(0, 1), "web-2"),
                        List.of(
                                new LegendLine(List.of(Rgb.parse("#0000ff")), "running (2 lights)"),
                                new LegendLine(List.of(Rgb.parse("#ff0000")), "running, check failed (1 light)"),
                                new LegendLine(List.of(), about))));
    }
}
