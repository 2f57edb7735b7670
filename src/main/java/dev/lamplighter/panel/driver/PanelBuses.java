package dev.lamplighter.panel.driver;

import java.nio.file.Path;

/** Makes the bus that a driver writes to; nothing is opened before the first write. */
interface PanelBuses {
    /** {@code /dev/spidevBUS.SELECT}, mode 0. */
    PanelBus spi(int bus, int chipSelect, int baudHz);

    /** The device at a 7-bit address on {@code /dev/i2c-BUS}. */
    PanelBus i2c(int bus, int address);

    /** Whether a device answers at this address. Reads one byte, which changes nothing. */
    boolean i2cAnswers(int bus, int address);

    /** A device file that takes a whole frame each time it is opened. */
    PanelBus file(Path device);
}
