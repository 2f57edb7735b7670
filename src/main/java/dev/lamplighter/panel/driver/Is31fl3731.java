package dev.lamplighter.panel.driver;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Builds the register writes of Lumissil's IS31FL3731 as it is wired on Pimoroni's 5x5 breakout; every write begins with the
 * number of its register.
 *
 * <p>{@code FD} selects a page: 0..7 are frames, {@code 0B} is the configuration ({@code 00} mode, {@code 01} frame shown,
 * {@code 06} audio, {@code 0A} shutdown). In a frame page {@code 00..11} switch LEDs on and {@code 24..B3} are their PWM
 * values (data sheet, register definitions).
 */
final class Is31fl3731 {
    static final int PWM_REGISTERS = 144;

    /** PWM registers (red, green, blue) of the breakout's LEDs: columns from the left, down and up in turn. */
    static final int[][] LEDS_5X5 = {
        {118, 69, 85}, {117, 68, 101}, {116, 84, 100}, {115, 83, 99}, {114, 82, 98},
        {113, 81, 97}, {112, 80, 96}, {134, 21, 37}, {133, 20, 36}, {132, 19, 35},
        {131, 18, 34}, {130, 17, 50}, {129, 33, 49}, {128, 32, 48}, {127, 47, 63},
        {121, 41, 57}, {122, 25, 58}, {123, 26, 42}, {124, 27, 43}, {125, 28, 44},
        {126, 29, 45}, {15, 95, 111}, {8, 89, 105}, {9, 90, 106}, {10, 91, 107}
    };

    private static final byte SELECT_PAGE = (byte) 0xFD;
    private static final byte CONFIGURATION = 0x0B;
    private static final byte PICTURE_SHOWN = 0x01;
    private static final byte FIRST_PWM = 0x24;

    /** Which of the 144 outputs have an LED on the breakout, written to register 0 on. */
    private static final byte[] LEDS_ON = HexFormat.of().parseHex("0000873e3e3fbe078630003f8e3f8e7ffe7f00");

    private Is31fl3731() {}

    /** The writes that wake the chip: shutdown and back, picture mode, no audio, LEDs of both pages switched on. */
    static List<byte[]> wakeUp() {
        List<byte[]> writes = new ArrayList<>();
        configure(writes, 0x0A, 0x00);
        configure(writes, 0x0A, 0x01);
        configure(writes, 0x00, 0x00);
        writes.add(new byte[] {0x06, 0x00});
        for (byte page = 1; page >= 0; page--) {
            writes.add(new byte[] {SELECT_PAGE, page});
            writes.add(LEDS_ON.clone());
        }
        return writes;
    }

    /** The writes that fill a page and show it. */
    static List<byte[]> show(int page, byte[] pwm) {
        byte[] values = new byte[1 + PWM_REGISTERS];
        values[0] = FIRST_PWM;
        System.arraycopy(pwm, 0, values, 1, PWM_REGISTERS);
        return List.of(
                new byte[] {SELECT_PAGE, (byte) page}, values, new byte[] {SELECT_PAGE, CONFIGURATION}, new byte[] {
                    PICTURE_SHOWN, (byte) page
                });
    }

    private static void configure(List<byte[]> writes, int register, int value) {
        writes.add(new byte[] {SELECT_PAGE, CONFIGURATION});
        writes.add(new byte[] {(byte) register, (byte) value});
    }
}
