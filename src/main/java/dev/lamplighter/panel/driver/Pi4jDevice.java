package dev.lamplighter.panel.driver;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.IODataWriter;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CProvider;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBus;
import com.pi4j.io.spi.SpiChipSelect;
import com.pi4j.io.spi.SpiMode;
import com.pi4j.io.spi.SpiProvider;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.LightProblemCode;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to one device through Pi4J. The first write opens the device; a failed write closes it, so that the next one opens
 * it again.
 *
 * <p>The provider is named explicitly: on a machine without a bus, Pi4J's automatic context would silently write to mocks.
 */
final class Pi4jDevice implements PanelBus {
    private static final Logger LOG = LoggerFactory.getLogger(Pi4jDevice.class);
    private static final String ID = "panel";
    private static final String SPI_FIX = "set dtparam=spi=on, join the group spi, or choose another panel.type";
    private static final String I2C_FIX =
            "set dtparam=i2c_arm=on, join the group i2c, unload a kernel driver that owns the"
                    + " device (Sense HAT: rpisense_core), or choose another panel.type";

    private final String name;
    private final String fix;
    private final Opening opening;
    private @Nullable Opened opened;

    /** Opens the device in a Pi4J context of its own. */
    private interface Opening {
        Opened open();
    }

    private record Opened(IODataWriter data, Runnable closing) {}

    private Pi4jDevice(String name, String fix, Opening opening) {
        this.name = name;
        this.fix = fix;
        this.opening = opening;
    }

    /**
     * Makes an SPI device.
     *
     * @param bus the first number of {@code /dev/spidevBUS.SELECT}
     * @param chipSelect the second number
     * @param provider makes the provider of each new context
     */
    static Pi4jDevice spi(int bus, int chipSelect, int baudHz, Supplier<? extends SpiProvider> provider) {
        return new Pi4jDevice("/dev/spidev" + bus + "." + chipSelect, SPI_FIX, () -> {
            Context pi4j =
                    Pi4J.newContextBuilder().noAutoDetect().add(provider.get()).build();
            return open(pi4j, () -> {
                Spi spi = pi4j.create(Spi.newConfigBuilder(pi4j)
                        .id(ID)
                        .bus(SpiBus.getByNumber(bus))
                        .chipSelect(SpiChipSelect.getByNumber(chipSelect))
                        .mode(SpiMode.MODE_0)
                        .baud(baudHz)
                        .build());
                // Pi4J 2.8.0 forgets its devices before it closes them, so a shutdown alone leaves the file open.
                return new Opened(spi, spi::close);
            });
        });
    }

    /**
     * Makes an I2C device. Every write is one transaction: a start, the address, the bytes, a stop.
     *
     * @param bus the number of {@code /dev/i2c-BUS}
     * @param address 7 bits
     * @param provider makes the provider of each new context, which closes the bus file when it is shut down
     */
    static Pi4jDevice i2c(int bus, int address, Supplier<? extends I2CProvider> provider) {
        return new Pi4jDevice(String.format("/dev/i2c-%d 0x%02x", bus, address), I2C_FIX, () -> {
            Context pi4j =
                    Pi4J.newContextBuilder().noAutoDetect().add(provider.get()).build();
            return open(pi4j, () -> {
                I2C i2c = pi4j.create(I2C.newConfigBuilder(pi4j)
                        .id(ID)
                        .bus(bus)
                        .device(address)
                        .build());
                return new Opened(i2c, i2c::close);
            });
        });
    }

    /** Whether a device acknowledges a read of one byte. */
    static boolean answers(int bus, int address, I2CProvider provider) {
        Context pi4j = Pi4J.newContextBuilder().noAutoDetect().add(provider).build();
        try (I2C i2c = pi4j.create(
                I2C.newConfigBuilder(pi4j).id(ID).bus(bus).device(address).build())) {
            return i2c.read() >= 0;
        } catch (RuntimeException e) {
            LOG.debug("nothing answers on I2C bus={} address={}", bus, address, e);
            return false;
        } finally {
            pi4j.shutdown();
        }
    }

    @Override
    public void write(byte[] bytes) {
        int sent;
        try {
            Opened device = opened;
            if (device == null) {
                device = opening.open();
                opened = device;
            }
            sent = device.data().write(bytes, 0, bytes.length);
        } catch (RuntimeException e) {
            close();
            throw failed("can't be opened or written (" + reason(e) + ")", e);
        }
        // Pi4J 2.8.0 returns 0 for a failed SPI transfer instead of throwing.
        if (sent != bytes.length) {
            close();
            throw failed("took " + sent + " of " + bytes.length + " bytes", null);
        }
    }

    @Override
    public void close() {
        Opened device = opened;
        opened = null;
        if (device != null) {
            device.closing().run();
        }
    }

    /** The device will be closed before its context; if it can't be opened, the context is shut down at once. */
    private static Opened open(Context pi4j, Supplier<Opened> create) {
        try {
            Opened device = create.get();
            return new Opened(device.data(), () -> {
                device.closing().run();
                pi4j.shutdown();
            });
        } catch (RuntimeException e) {
            pi4j.shutdown();
            throw e;
        }
    }

    /** The messages of Pi4J's exception and of the kernel's error beneath it. */
    private static String reason(RuntimeException e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + cause.getMessage();
    }

    private ProblemException failed(String what, @Nullable Throwable cause) {
        return new ProblemException(
                new Problem(LightProblemCode.PANEL_FAILED, name, what, "the panel can't show anything", fix), cause);
    }
}
