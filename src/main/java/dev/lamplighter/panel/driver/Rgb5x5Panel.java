package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.LedSettings;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PanelGeometry;

/**
 * Drives Pimoroni's 5x5 RGB Matrix Breakout: 75 LEDs at an IS31FL3731 at I2C 0x74 (0x77 with its jumper cut).
 *
 * <p>Each frame is written to the page that isn't shown, which is then shown, so that no half frame is ever seen. That takes
 * four writes, of which the second carries all 144 PWM registers. The chip applies no gamma; this class applies gamma and
 * brightness.
 */
final class Rgb5x5Panel extends BusPanel {
    static final int ADDRESS = 0x74;
    private static final PanelGeometry PANEL = new PanelGeometry(5, 5);

    private final int[] order;
    private boolean awake;
    private int nextPage;

    Rgb5x5Panel(LedSettings settings, PanelBuses buses) {
        super(
                settings.rotation().picture(PANEL),
                settings.matrixPipeline(),
                buses.i2c(
                        settings.wiring().i2cBus(),
                        settings.wiring().i2cAddress().orElse(ADDRESS)));
        this.order = LedWiringOrder.order(
                PANEL,
                settings.rotation(),
                position -> position.x() * PANEL.height()
                        + (position.x() % 2 == 0 ? position.y() : PANEL.height() - 1 - position.y()));
    }

    /** {@inheritDoc} After a failure the chip is woken again, because it may have lost power. */
    @Override
    public void show(Frame frame) {
        byte[] pwm = frameBytes(frame);
        boolean wasAwake = awake;
        awake = false;
        if (!wasAwake) {
            Is31fl3731.wakeUp().forEach(bus::write);
            nextPage = 1;
        }
        Is31fl3731.show(nextPage, pwm).forEach(bus::write);
        nextPage = 1 - nextPage;
        awake = true;
    }

    @Override
    public void close() {
        super.close();
        awake = false;
    }

    @Override
    byte[] bytes(Frame device) {
        byte[] pwm = new byte[Is31fl3731.PWM_REGISTERS];
        for (int index = 0; index < order.length; index++) {
            Rgb colour = device.pixels().get(index);
            int[] registers = Is31fl3731.LEDS_5X5[order[index]];
            pwm[registers[0]] = (byte) colour.red();
            pwm[registers[1]] = (byte) colour.green();
            pwm[registers[2]] = (byte) colour.blue();
        }
        return pwm;
    }
}
