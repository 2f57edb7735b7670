package dev.lamplighter.panel;

import dev.lamplighter.base.Settings;

/**
 * How an LED panel is driven.
 *
 * @param spiDevice where the panel hangs, for example {@code /dev/spidev0.0}
 * @param rotation of the picture on the panel
 * @param brightness 0..1
 * @param gamma exponent of the colour curve
 * @param maxMilliamps limit for the whole panel
 */
public record LedSettings(String spiDevice, Rotation rotation, double brightness, double gamma, int maxMilliamps) {
    public static LedSettings of(Settings settings) {
        return new LedSettings(
                spiDevice(settings),
                rotation(settings),
                settings.number("panel.brightness", 0.2, 0, 1),
                settings.number("panel.gamma", ColourPipeline.DEFAULT_GAMMA, 1, 4),
                settings.integer("panel.max-milliamps", 1000, 100, 10_000));
    }

    public ColourPipeline pipeline() {
        return new ColourPipeline(brightness, gamma, maxMilliamps);
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
        String device = settings.text(key, "/dev/spidev0.0");
        if (!device.matches("/dev/spidev[0-6]\\.[0-2]")) {
            throw Settings.refused(
                    key, device, "/dev/spidev0.0 to /dev/spidev6.2", "name the device the panel is wired to");
        }
        return device;
    }

    private static Rotation rotation(Settings settings) {
        String key = "panel.rotation";
        String degrees = settings.text(key, "0");
        for (Rotation rotation : Rotation.values()) {
            if (Integer.toString(rotation.degrees()).equals(degrees)) {
                return rotation;
            }
        }
        throw Settings.refused(key, degrees, "one of 0, 90, 180, 270", "write the clockwise turn in degrees");
    }
}
