package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;

/**
 * Encodes WS2812 bits as SPI bytes: one byte per LED bit, so that a controller that pauses between bytes only lengthens a
 * low phase. The bytes must be sent at {@link #BAUD_HZ}, mode 0.
 *
 * <p>Layout: 240 zero bytes, 24 bytes per LED in strip order (green, red, blue, most significant bit first), 240 zero bytes.
 * The zeros are the reset, 300 us on each side: before the LEDs, because the line may rest high; after them, to latch.
 */
final class Ws2812Encoder {
    /** Every Pi rounds this to 6.25 MHz (the core clock divided by an even number), which is 160 ns per bit. */
    static final int BAUD_HZ = 6_400_000;

    /** High for 320 ns, which is a 0 in all data sheets of WS2812 and SK6812. */
    private static final byte ZERO = (byte) 0xC0;

    /** The kernel's default for {@code spidev.bufsiz}, the longest transfer in bytes. */
    private static final int LONGEST_WRITE = 4096;

    private static final int RESET_BYTES = 240;
    private static final int BITS_PER_LED = 24;

    private final int[] stripIndex;
    private final byte one;

    /**
     * @param one 0xF8 (800 ns high) for WS2812B, 0xF0 (640 ns) for SK6812
     * @param stripIndex for each pixel of a frame, row-major, its index on the strip
     */
    Ws2812Encoder(int one, int[] stripIndex) {
        this.one = (byte) one;
        this.stripIndex = stripIndex.clone();
        if (bytes() > LONGEST_WRITE) {
            throw new IllegalArgumentException("a strip must fit into " + LONGEST_WRITE + " bytes, got "
                    + stripIndex.length + " LEDs = " + bytes());
        }
    }

    /** The length of an encoded frame, in bytes. */
    int bytes() {
        return RESET_BYTES + stripIndex.length * BITS_PER_LED + RESET_BYTES;
    }

    /**
     * Encodes a frame.
     *
     * @param device a frame in device values
     */
    byte[] encode(Frame device) {
        byte[] bytes = new byte[bytes()];
        for (int index = 0; index < stripIndex.length; index++) {
            Rgb colour = device.pixels().get(index);
            int grb = colour.green() << 16 | colour.red() << 8 | colour.blue();
            int start = RESET_BYTES + stripIndex[index] * BITS_PER_LED;
            for (int bit = 0; bit < BITS_PER_LED; bit++) {
                boolean high = (grb >> (BITS_PER_LED - 1 - bit) & 1) == 1;
                bytes[start + bit] = high ? one : ZERO;
            }
        }
        return bytes;
    }
}
