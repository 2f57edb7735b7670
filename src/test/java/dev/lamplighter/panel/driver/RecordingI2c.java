package dev.lamplighter.panel.driver;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CBase;
import com.pi4j.io.i2c.I2CBus;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProvider;
import com.pi4j.io.i2c.I2CProviderBase;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * An I2C device of Pi4J that keeps every plain write apart, in order, and fails on demand, as Pi4J 2.8.0 does: it throws. A
 * driver that writes registers by Pi4J's own methods, which some kernels split, is refused.
 */
final class RecordingI2c extends I2CBase<I2CBus> {
    private final Bus bus;

    private RecordingI2c(I2CProvider provider, I2CConfig config, Bus bus) {
        super(provider, config, new NoBus());
        this.bus = bus;
    }

    /** What went over the bus, whichever device was opened for it. */
    static final class Bus {
        /** One hexadecimal text a transaction. */
        final List<String> writes = new ArrayList<>();

        final List<I2CConfig> opened = new ArrayList<>();

        /** How many writes succeed before one fails; negative for never. */
        int writesUntilFailure = -1;

        int closed;

        PanelBus device(int number, int address) {
            return Pi4jDevice.i2c(number, address, () -> new Provider(this));
        }
    }

    @Override
    public int write(byte value) {
        return write(new byte[] {value}, 0, 1);
    }

    @Override
    public int write(byte[] data, int offset, int length) {
        if (bus.writesUntilFailure-- == 0) {
            throw new Pi4JException("Failed to execute action for device 116 on bus 1");
        }
        bus.writes.add(HexFormat.of().formatHex(data, offset, offset + length));
        return length;
    }

    @Override
    public void close() {
        super.close();
        bus.closed++;
    }

    @Override
    public int read() {
        throw onlyPlainWrites();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        throw onlyPlainWrites();
    }

    @Override
    public int writeRegister(int register, byte value) {
        throw onlyPlainWrites();
    }

    @Override
    public int writeRegister(int register, byte[] data, int offset, int length) {
        throw onlyPlainWrites();
    }

    @Override
    public int writeRegister(byte[] register, byte[] data, int offset, int length) {
        throw onlyPlainWrites();
    }

    @Override
    public int readRegister(int register) {
        throw onlyPlainWrites();
    }

    @Override
    public int readRegister(int register, byte[] buffer, int offset, int length) {
        throw onlyPlainWrites();
    }

    @Override
    public int readRegister(byte[] register, byte[] buffer, int offset, int length) {
        throw onlyPlainWrites();
    }

    private static UnsupportedOperationException onlyPlainWrites() {
        return new UnsupportedOperationException("a panel only gets plain writes");
    }

    private record NoBus() implements I2CBus {
        @Override
        public <R> R execute(I2C i2c, Callable<R> action) {
            throw onlyPlainWrites();
        }
    }

    private static final class Provider extends I2CProviderBase {
        private final Bus bus;

        Provider(Bus bus) {
            super("recording-i2c", "Recording I2C");
            this.bus = bus;
        }

        @Override
        public I2C create(I2CConfig config) {
            bus.opened.add(config);
            RecordingI2c i2c = new RecordingI2c(this, config, bus);
            context.registry().add(i2c);
            return i2c;
        }
    }
}
