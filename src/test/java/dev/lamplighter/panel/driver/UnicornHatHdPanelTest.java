package dev.lamplighter.panel.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.frame.Rotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class UnicornHatHdPanelTest {
    private final RecordingBuses buses = new RecordingBuses();

    @Test
    void isReadBackColumnByColumn() {
        long seed = 20260302;
        Random random = new Random(seed);
        PanelDriver panel = Golden.panel("unicorn-hat-hd", Rotation.NONE, buses);
        for (int count = 0; count < 10_000; count++) {
            Frame frame = Golden.random(panel.geometry(), random);
            buses.spi.writes.clear();
            panel.show(frame);
            assertThat(buses.spi.writes).hasSize(1);
            assertThat(rows(buses.spi.writes.get(0)).equals(frame.pixels()))
                    .as("seed %d frame %d", seed, count)
                    .isTrue();
        }
        assertThat(buses.spi.opened).hasSize(1);
        assertThat(buses.spi.opened.get(0).baud()).isEqualTo(9_000_000);
    }

    /** As the panel's controller reads it: a start byte, then x outside, y inside; handed back row by row. */
    private static List<Rgb> rows(byte[] bytes) {
        assertThat(bytes).hasSize(769);
        assertThat(bytes[0]).isEqualTo((byte) 0x72);
        Rgb[][] byColumn = new Rgb[16][16];
        int at = 1;
        for (Rgb[] column : byColumn) {
            for (int y = 0; y < column.length; y++) {
                column[y] = new Rgb(bytes[at++] & 0xff, bytes[at++] & 0xff, bytes[at++] & 0xff);
            }
        }
        List<Rgb> rows = new ArrayList<>();
        for (int y = 0; y < 16; y++) {
            for (Rgb[] column : byColumn) {
                rows.add(column[y]);
            }
        }
        return rows;
    }
}
