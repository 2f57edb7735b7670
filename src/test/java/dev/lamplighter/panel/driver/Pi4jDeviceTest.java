package dev.lamplighter.panel.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rotation;
import dev.lamplighter.panel.pixel.PanelGeometry;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Pi4jDeviceTest {
    private static final Frame DARK = Frame.dark(new PanelGeometry(8, 8));
    private static final Frame DARK_5X5 = Frame.dark(new PanelGeometry(5, 5));

    private final RecordingBuses buses = new RecordingBuses();
    private final RecordingSpi.Bus spi = buses.spi;
    private final RecordingI2c.Bus i2c = buses.i2c;

    @Test
    void failsWhenSpiTakesLessAndOpensItAnewForTheNextFrame() {
        PanelDriver panel = Golden.panel("unicorn-hat", Rotation.NONE, buses);
        spi.failingWrites = 1;

        assertThatThrownBy(() -> panel.show(DARK))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("LIGHT-013  /dev/spidev0.0  took 0 of 2016 bytes");
        panel.show(DARK);

        assertThat(spi.opened).hasSize(2);
        assertThat(spi.closed).isEqualTo(1);
        assertThat(spi.writes).hasSize(1);
    }

    @Test
    void failsWhenTheBusIsMissingAndTriesAgain() {
        PanelDriver panel = Golden.panel("unicorn-hat", Rotation.NONE, buses);
        spi.failingOpenings = 1;

        assertThatThrownBy(() -> panel.show(DARK))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("LIGHT-013  /dev/spidev0.0  can't be opened");
        panel.show(DARK);
        assertThat(spi.writes).hasSize(1);
    }

    @Test
    void opensTheBusOnceAndClosesItOnce() {
        PanelDriver panel = Golden.panel("unicorn-hat", Rotation.NONE, buses);
        panel.close();
        for (int frame = 0; frame < 5; frame++) {
            panel.show(DARK);
        }
        panel.close();
        panel.close();
        assertThat(spi.opened).hasSize(1);
        assertThat(spi.closed).isEqualTo(1);
    }

    /** The chip is woken again, and the page it is shown first is the first one again, wherever the failure came. */
    @Test
    void wakesTheMatrixAnewAfterAFailureAtAnyWrite() {
        int writesOfTheFirstFrame = 11 + 4;
        for (int failing = 0; failing < writesOfTheFirstFrame + 4; failing++) {
            RecordingBuses fresh = new RecordingBuses();
            PanelDriver panel = Golden.panel("rgb-5x5", Rotation.NONE, fresh);
            fresh.i2c.writesUntilFailure = failing;
            assertThatThrownBy(() -> {
                        panel.show(DARK_5X5);
                        panel.show(DARK_5X5);
                    })
                    .as("write %d", failing)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("LIGHT-013  /dev/i2c-1 0x74  can't be opened or written");
            fresh.i2c.writes.clear();

            panel.show(DARK_5X5);

            List<String> writes = fresh.i2c.writes;
            assertThat(writes).as("write %d", failing).hasSize(writesOfTheFirstFrame);
            assertThat(writes.subList(0, 4)).containsExactly("fd0b", "0a00", "fd0b", "0a01");
            assertThat(writes.get(writes.size() - 1)).isEqualTo("0101");
            assertThat(fresh.i2c.opened).hasSize(2);
            assertThat(fresh.i2c.closed).isEqualTo(1);
        }
    }

    @Test
    void asksForTheBusAndAddressOfThePanel() {
        Golden.panel("sense-hat", Rotation.NONE, buses).show(DARK);
        assertThat(i2c.opened).hasSize(1);
        assertThat(i2c.opened.get(0).bus()).isEqualTo(1);
        assertThat(i2c.opened.get(0).device()).isEqualTo(0x46);
    }

    /** The kernel's drivers themselves, on a machine that has no such bus. */
    @Test
    void saysInOneLineThatThereIsNoBus() {
        PanelBuses linux = new LinuxBuses();
        PanelBus noSpi = linux.spi(6, 2, 1_000_000);
        PanelBus noI2c = linux.i2c(31, 0x74);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> noSpi.write(new byte[96]))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("LIGHT-013  /dev/spidev6.2  can't be opened")
                    .hasMessageContaining("dtparam=spi=on");
            assertThatThrownBy(() -> noI2c.write(new byte[2]))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("LIGHT-013  /dev/i2c-31 0x74  can't be opened")
                    .hasMessageContaining("dtparam=i2c_arm=on");
        }
        assertThat(linux.i2cAnswers(31, 0x74)).isFalse();
    }
}
