package dev.lamplighter.panel.driver;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBus;
import com.pi4j.io.spi.SpiChipSelect;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiMode;
import com.pi4j.io.spi.SpiProvider;
import com.pi4j.plugin.linuxfs.provider.spi.LinuxFsSpiProvider;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One SPI device through Pi4J: opened by the first write, given up after a failed one so that the next write opens it
 * anew. For one thread.
 *
 * <p>The provider is named and nothing is detected: Pi4J's automatic context would quietly write to its mocks on a machine
 * without a bus.
 */
final class SpiDevice {
    /** {@code spidev.bufsiz}, the most that the kernel takes in one transfer unless it was told otherwise. */
    static final int LONGEST_WRITE = 4096;

    private final String device;
    private final int bus;
    private final int chipSelect;
    private final int baudHz;
    private final Supplier<? extends SpiProvider> provider;
    private @Nullable Context pi4j;
    private @Nullable Spi spi;

    /**
     * @param bus and {@code chipSelect}: the numbers of {@code /dev/spidevBUS.SELECT}
     * @param provider makes the provider of each new context
     */
    SpiDevice(int bus, int chipSelect, int baudHz, Supplier<? extends SpiProvider> provider) {
        this.device = "/dev/spidev" + bus + "." + chipSelect;
        this.bus = bus;
        this.chipSelect = chipSelect;
        this.baudHz = baudHz;
        this.provider = provider;
    }

    /** The kernel's own device file. */
    static SpiDevice linux(int bus, int chipSelect, int baudHz) {
        return new SpiDevice(bus, chipSelect, baudHz, LinuxFsSpiProvider::newInstance);
    }

    /** Sends {@code bytes} in one transfer, mode 0, or throws a {@link ProblemException}. */
    void write(byte[] bytes) {
        int sent;
        try {
            sent = opened().write(bytes, 0, bytes.length);
        } catch (RuntimeException e) {
            close();
            throw failed("can't be opened or written (" + e.getMessage() + ")", e);
        }
        // Pi4J 2.8.0 logs a failed ioctl and returns 0.
        if (sent != bytes.length) {
            close();
            throw failed("took " + sent + " of " + bytes.length + " bytes", null);
        }
    }

    /** Harmless when it isn't open. */
    void close() {
        Spi open = spi;
        Context context = pi4j;
        spi = null;
        pi4j = null;
        // Pi4J 2.8.0 forgets its devices before it would close them, so a shutdown alone leaves the file open.
        if (open != null) {
            open.close();
        }
        if (context != null) {
            context.shutdown();
        }
    }

    private Spi opened() {
        Spi open = spi;
        if (open == null) {
            Context context =
                    Pi4J.newContextBuilder().noAutoDetect().add(provider.get()).build();
            pi4j = context;
            open = context.create(config(context));
            spi = open;
        }
        return open;
    }

    private SpiConfig config(Context context) {
        return Spi.newConfigBuilder(context)
                .id("panel")
                .bus(SpiBus.getByNumber(bus))
                .chipSelect(SpiChipSelect.getByNumber(chipSelect))
                .mode(SpiMode.MODE_0)
                .baud(baudHz)
                .build();
    }

    private ProblemException failed(String what, @Nullable Throwable cause) {
        return new ProblemException(
                new Problem(
                        "LIGHT-013",
                        device,
                        what,
                        "the panel can't be drawn",
                        "set dtparam=spi=on, join the group spi, or choose another panel.type"),
                cause);
    }
}
