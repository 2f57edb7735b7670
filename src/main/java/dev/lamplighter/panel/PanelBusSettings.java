package dev.lamplighter.panel;

import dev.lamplighter.base.Settings;
import java.util.List;
import java.util.OptionalInt;

/**
 * Names the bus and address that an LED panel is wired to. A panel uses only the values for its kind of bus.
 *
 * @param spiDevice for example {@code /dev/spidev0.0}
 * @param i2cBus the number of {@code /dev/i2c-N}
 * @param i2cAddress 7 bits; empty for the panel's default
 * @param leds0Panel which panel's strip the kernel drives behind {@code /dev/leds0}: {@link #UNICORN_HAT} or
 *     {@link #UNICORN_PHAT}
 */
public record PanelBusSettings(String spiDevice, int i2cBus, OptionalInt i2cAddress, String leds0Panel) {
    public static final String UNICORN_HAT = "unicorn-hat";
    public static final String UNICORN_PHAT = "unicorn-phat";

    /** Far beyond the buses of any Pi. */
    private static final int HIGHEST_BUS = 31;

    /** The default: SPI 0, chip select 0, and the I2C bus of the Pi's header. */
    public static final PanelBusSettings USUAL =
            new PanelBusSettings("/dev/spidev0.0", 1, OptionalInt.empty(), UNICORN_HAT);

    public static PanelBusSettings of(Settings settings) {
        return new PanelBusSettings(
                spiDevice(settings),
                settings.integer("panel.i2c-bus", USUAL.i2cBus(), 0, HIGHEST_BUS),
                i2cAddress(settings),
                settings.oneOf("panel.leds0-panel", USUAL.leds0Panel(), List.of(UNICORN_HAT, UNICORN_PHAT)));
    }

    /** The bus of {@code /dev/spidevBUS.SELECT}. */
    public int spiBus() {
        return spiDevice.charAt(spiDevice.length() - 3) - '0';
    }

    /** The chip select of {@code /dev/spidevBUS.SELECT}. */
    public int spiChipSelect() {
        return spiDevice.charAt(spiDevice.length() - 1) - '0';
    }

    private static String spiDevice(Settings settings) {
        String key = "panel.spi-device";
        String device = settings.text(key, USUAL.spiDevice());
        if (!device.matches("/dev/spidev[0-6]\\.[0-2]")) {
            throw Settings.refused(
                    key, device, "/dev/spidev0.0 to /dev/spidev6.2", "name the device the panel is wired to");
        }
        return device;
    }

    /** The address in 0x08..0x77; the others are reserved (I2C-bus specification, "Reserved addresses"). */
    private static OptionalInt i2cAddress(Settings settings) {
        String key = "panel.i2c-address";
        String written = settings.text(key, "");
        if (written.isEmpty()) {
            return OptionalInt.empty();
        }
        int address = written.matches("0x[0-9a-fA-F]{2}") ? Integer.parseInt(written, 2, 4, 16) : 0;
        if (address < 0x08 || address > 0x77) {
            throw Settings.refused(
                    key, written, "0x08 to 0x77, or nothing for the panel's own", "write it as i2cdetect shows it");
        }
        return OptionalInt.of(address);
    }
}
