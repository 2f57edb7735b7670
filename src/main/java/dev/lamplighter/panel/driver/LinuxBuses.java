package dev.lamplighter.panel.driver;

import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2CProvider;
import com.pi4j.plugin.linuxfs.provider.spi.LinuxFsSpiProvider;
import java.nio.file.Path;

/** Opens buses through the kernel's device files; SPI and I2C with Pi4J. */
final class LinuxBuses implements PanelBuses {
    @Override
    public PanelBus spi(int bus, int chipSelect, int baudHz) {
        return Pi4jDevice.spi(bus, chipSelect, baudHz, LinuxFsSpiProvider::newInstance);
    }

    @Override
    public PanelBus i2c(int bus, int address) {
        return Pi4jDevice.i2c(bus, address, LinuxFsI2CProvider::newInstance);
    }

    @Override
    public boolean i2cAnswers(int bus, int address) {
        return Pi4jDevice.answers(bus, address, LinuxFsI2CProvider.newInstance());
    }

    @Override
    public PanelBus file(Path device) {
        return new DeviceFile(device);
    }
}
