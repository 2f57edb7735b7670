package dev.lamplighter.cost.parquet;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A UTC instant as milliseconds since 1970, 8 bytes little-endian. Read are {@code 2025-02-01T00:00:00Z},
 * {@code 2025-02-01T00:00:00.000Z} and {@code 2025-02-01 00:00:00}, all of them UTC whatever the machine's zone. AWS writes
 * these columns in every row; there is no absent instant.
 */
final class InstantForm implements ValueForm {
    static final int BYTES = Long.BYTES;

    private static final String[] SHAPES = {"dddd-dd-ddTdd:dd:ddZ", "dddd-dd-ddTdd:dd:dd.dddZ", "dddd-dd-dd dd:dd:dd"};

    private final byte[] bytes = new byte[BYTES];

    /** What a stored form stands for. */
    static long millis(byte[] bytes, int from) {
        long millis = 0;
        for (int i = BYTES - 1; i >= 0; i--) {
            millis = millis << 8 | (bytes[from + i] & 0xff);
        }
        return millis;
    }

    @Override
    public void take(byte[] text, int from, int length) throws BadValueException {
        if (!hasShape(text, from, length)) {
            throw bad(length == 0 ? "no instant" : "not an instant");
        }
        try {
            LocalDateTime utc = LocalDateTime.of(
                    number(text, from, 4),
                    number(text, from + 5, 2),
                    number(text, from + 8, 2),
                    number(text, from + 11, 2),
                    number(text, from + 14, 2),
                    number(text, from + 17, 2));
            long millis = length == SHAPES[1].length() ? number(text, from + 20, 3) : 0;
            store(utc.toEpochSecond(ZoneOffset.UTC) * 1000 + millis);
        } catch (DateTimeException e) {
            throw bad("not an instant of the calendar");
        }
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int from() {
        return 0;
    }

    @Override
    public int length() {
        return BYTES;
    }

    private static boolean hasShape(byte[] text, int from, int length) {
        for (String shape : SHAPES) {
            if (shape.length() == length) {
                int at = 0;
                while (at < length && fits(shape.charAt(at), text[from + at])) {
                    at++;
                }
                if (at == length) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean fits(char shape, byte b) {
        return shape == 'd' ? b >= '0' && b <= '9' : b == shape;
    }

    private static int number(byte[] text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = 10 * number + (text[i] - '0');
        }
        return number;
    }

    private void store(long millis) {
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = (byte) (millis >>> (8 * i));
        }
    }

    private static BadValueException bad(String what) {
        return new BadValueException(
                "COST-017", what, "allowed are 2025-02-01T00:00:00Z, 2025-02-01T00:00:00.000Z and 2025-02-01 00:00:00");
    }
}
