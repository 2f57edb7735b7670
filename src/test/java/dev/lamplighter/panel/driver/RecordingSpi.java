package dev.lamplighter.panel.driver;

import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBase;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiProvider;
import com.pi4j.io.spi.SpiProviderBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An SPI device of Pi4J that keeps every write apart and fails on demand, as Pi4J 2.8.0 does: it returns 0. */
final class RecordingSpi extends SpiBase {
    private final Bus bus;

    private RecordingSpi(SpiProvider provider, SpiConfig config, Bus bus) {
        super(provider, config);
        this.bus = bus;
    }

    /** What went over the bus, whichever device was opened for it. */
    static final class Bus {
        final List<byte[]> writes = new ArrayList<>();
        final List<SpiConfig> opened = new ArrayList<>();
        int failingWrites;
        int failingOpenings;
        int closed;

        PanelBus device(int bus, int chipSelect, int baudHz) {
            return Pi4jDevice.spi(bus, chipSelect, baudHz, () -> new Provider(this));
        }
    }

    @Override
    public int write(byte value) {
        return write(new byte[] {value}, 0, 1);
    }

    @Override
    public int write(byte[] data, int offset, int length) {
        if (bus.failingWrites > 0) {
            bus.failingWrites--;
            return 0;
        }
        bus.writes.add(Arrays.copyOfRange(data, offset, offset + length));
        return length;
    }

    @Override
    public void close() {
        super.close();
        bus.closed++;
    }

    @Override
    public int transfer(byte[] write, int writeOffset, byte[] read, int readOffset, int length) {
        throw new UnsupportedOperationException("a panel only listens");
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("a panel only listens");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException("a panel only listens");
    }

    private static final class Provider extends SpiProviderBase {
        private final Bus bus;

        Provider(Bus bus) {
            super("recording-spi", "Recording SPI");
            this.bus = bus;
        }

        @Override
        public Spi create(SpiConfig config) {
            if (bus.failingOpenings > 0) {
                bus.failingOpenings--;
                throw new IllegalStateException("Failed to open SPI device /dev/spidev0.0");
            }
            bus.opened.add(config);
            RecordingSpi spi = new RecordingSpi(this, config, bus);
            context.registry().add(spi);
            return spi;
        }
    }
}
