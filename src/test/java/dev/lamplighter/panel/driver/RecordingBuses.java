package dev.lamplighter.panel.driver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Every bus a panel can hang on, remembering what was written: SPI and I2C through Pi4J, files as they are. */
final class RecordingBuses implements PanelBuses {
    final RecordingSpi.Bus spi = new RecordingSpi.Bus();
    final RecordingI2c.Bus i2c = new RecordingI2c.Bus();
    final List<String> fileWrites = new ArrayList<>();

    /** I2C addresses at which something answers. */
    final Set<Integer> answering = new HashSet<>();

    @Override
    public PanelBus spi(int bus, int chipSelect, int baudHz) {
        return spi.device(bus, chipSelect, baudHz);
    }

    @Override
    public PanelBus i2c(int bus, int address) {
        return i2c.device(bus, address);
    }

    @Override
    public boolean i2cAnswers(int bus, int address) {
        return answering.contains(address);
    }

    @Override
    public PanelBus file(Path device) {
        return new PanelBus() {
            @Override
            public void write(byte[] bytes) {
                fileWrites.add(device + " " + HexFormat.of().formatHex(bytes));
            }

            @Override
            public void close() {}
        };
    }

    /** What went over SPI, a hexadecimal text a write. */
    List<String> spiWrites() {
        return spi.writes.stream().map(HexFormat.of()::formatHex).toList();
    }
}
