package dev.lamplighter.cost.parquet.schema;

import dev.lamplighter.base.LittleEndian;
import dev.lamplighter.base.code.CostProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Stores a UTC instant as milliseconds since 1970, 8 bytes little-endian. AWS writes {@code 2025-02-01T00:00:00Z} or
 * {@code 2025-02-01T00:00:00.000Z} in every row. Tools that process reports on their way write
 * {@code 2025-02-01 00:00:00.0}, {@code 2025-02-01 00:00:00+00:00}, {@code 2025-02-01}, or nothing, which is NULL, because
 * no instant could stand for it. All of them are UTC, whatever the machine's zone.
 */
public final class InstantEncoder implements ValueEncoder {
    static final int BYTES = Long.BYTES;

    private static final String DATE = "dddd-dd-dd";
    private static final String TIME = "dd:dd:dd";
    private static final int TIME_FROM = DATE.length() + 1;
    private static final int TIME_END = TIME_FROM + TIME.length();
    private static final int MOST_DECIMALS = 9;
    private static final List<String> ZONES = List.of("", "Z", "+00:00", " UTC");

    private final byte[] bytes = new byte[BYTES];

    /** The milliseconds of a stored form. */
    public static long millis(byte[] bytes, int from) {
        return LittleEndian.get(bytes, from);
    }

    @Override
    public boolean take(byte[] text, int from, int length) throws BadValueException {
        if (length == 0) {
            return false;
        }
        boolean day = length == DATE.length();
        if (!hasShape(DATE, text, from, length) || !(day || hasTime(text, from, length))) {
            throw bad("not an instant", text, from, length);
        }
        try {
            LocalDateTime utc = LocalDateTime.of(
                    number(text, from, 4),
                    number(text, from + 5, 2),
                    number(text, from + 8, 2),
                    day ? 0 : number(text, from + TIME_FROM, 2),
                    day ? 0 : number(text, from + TIME_FROM + 3, 2),
                    day ? 0 : number(text, from + TIME_FROM + 6, 2));
            store(utc.toEpochSecond(ZoneOffset.UTC) * 1000 + (day ? 0 : millis(text, from, length)));
        } catch (DateTimeException e) {
            throw bad("not an instant of the calendar", text, from, length);
        }
        return true;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int fixedLength() {
        return BYTES;
    }

    @Override
    public int compare(byte[] bytes, int from, int length, int other, int otherLength) {
        return Long.compare(millis(bytes, from), millis(bytes, other));
    }

    private static boolean hasShape(String shape, byte[] text, int from, int length) {
        if (length < shape.length()) {
            return false;
        }
        int at = 0;
        while (at < shape.length() && fits(shape.charAt(at), text[from + at])) {
            at++;
        }
        return at == shape.length();
    }

    private static boolean hasTime(byte[] text, int from, int length) {
        return length >= TIME_END
                && (text[from + DATE.length()] == 'T' || text[from + DATE.length()] == ' ')
                && hasShape(TIME, text, from + TIME_FROM, length - TIME_FROM)
                && ZONES.contains(zone(text, from, length));
    }

    private static String zone(byte[] text, int from, int length) {
        int decimals = decimals(text, from, length);
        int at = TIME_END + (decimals == 0 ? 0 : 1 + decimals);
        return new String(text, from + at, length - at, StandardCharsets.UTF_8);
    }

    /** The number of digits after a point that follows the seconds. */
    private static int decimals(byte[] text, int from, int length) {
        int digits = 0;
        if (length > TIME_END && text[from + TIME_END] == '.') {
            while (TIME_END + 1 + digits < length && fits('d', text[from + TIME_END + 1 + digits])) {
                digits++;
            }
        }
        return digits;
    }

    private static long millis(byte[] text, int from, int length) throws BadValueException {
        int decimals = decimals(text, from, length);
        long nanos = number(text, from + TIME_END + 1, Math.min(decimals, MOST_DECIMALS));
        for (int i = decimals; i < MOST_DECIMALS; i++) {
            nanos *= 10;
        }
        if (decimals > MOST_DECIMALS || nanos % 1_000_000 != 0) {
            throw bad("finer than a millisecond", text, from, length);
        }
        return nanos / 1_000_000;
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
        LittleEndian.set(bytes, 0, millis);
    }

    private static BadValueException bad(String what, byte[] text, int from, int length) {
        return BadValueException.unread(
                CostProblemCode.BAD_INSTANT,
                what,
                "allowed are 2025-02-01T00:00:00Z, 2025-02-01 00:00:00.000 and 2025-02-01, in UTC",
                text,
                from,
                length);
    }
}
