package dev.lamplighter.window.calendar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of a calendar as lines that end in CRLF, LF or CR, without empty lines. The charset is UTF-16 if there is
 * a byte order mark, otherwise UTF-8, or Windows-1252 if the bytes aren't UTF-8. Folded lines of iCalendar are joined as
 * bytes, because a fold may split a character. Lines are made one at a time, because a mebibyte may contain half a million.
 */
final class TextLines implements Iterator<TextLines.Line> {
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int BEGIN = 1024;

    private final byte[] bytes;
    private final boolean isFolded;
    private final Charset charset;
    private int at;
    private int number = 1;
    private @Nullable Line next;

    /** A line, with the number, from 1, of the line in the file at which it begins. */
    record Line(int number, String text) {}

    private TextLines(byte[] written, boolean isFolded, @Nullable Charset charset) {
        this.bytes = inBytes(written);
        this.at = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        this.isFolded = isFolded;
        this.charset = charset == null ? charsetOf(bytes, isFolded) : charset;
        next = read();
    }

    static TextLines plain(byte[] bytes) {
        return new TextLines(bytes, false, null);
    }

    static TextLines unfolded(byte[] bytes) {
        return new TextLines(bytes, true, null);
    }

    /** Whether the bytes are a web page, such as one to sign in. */
    static boolean isWebPage(byte[] written) {
        byte[] bytes = inBytes(written);
        String begin = new String(bytes, 0, Math.min(bytes.length, BEGIN), StandardCharsets.ISO_8859_1);
        return begin.replaceFirst("^[^\\x21-\\x7E]+", "").startsWith("<");
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Line next() {
        Line line = next;
        if (line == null) {
            throw new NoSuchElementException();
        }
        next = read();
        return line;
    }

    /**
     * The charset of the lines. If single lines aren't UTF-8, a fold may have split a character, or the file isn't UTF-8.
     */
    private static Charset charsetOf(byte[] bytes, boolean isFolded) {
        TextLines lines = new TextLines(bytes, isFolded, StandardCharsets.ISO_8859_1);
        while (lines.hasNext()) {
            try {
                StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(lines.next().text().getBytes(StandardCharsets.ISO_8859_1)));
            } catch (CharacterCodingException e) {
                return WESTERN;
            }
        }
        return StandardCharsets.UTF_8;
    }

    private @Nullable Line read() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int first = number;
        while (at < bytes.length && (line.size() == 0 || isContinued())) {
            int begin = line.size() == 0 ? at : at + 1;
            first = line.size() == 0 ? number : first;
            int end = begin;
            while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
                end++;
            }
            line.write(bytes, begin, end - begin);
            at = afterBreak(end);
            number++;
        }
        return line.size() == 0 ? null : new Line(first, line.toString(charset));
    }

    private boolean isContinued() {
        return isFolded && (bytes[at] == ' ' || bytes[at] == '\t');
    }

    /** The position after a line end; some programs double the CR before the LF. */
    private int afterBreak(int end) {
        int after = end;
        while (after < bytes.length && bytes[after] == '\r') {
            after++;
        }
        return after < bytes.length && bytes[after] == '\n' ? after + 1 : Math.min(end + 1, bytes.length);
    }

    private static byte[] inBytes(byte[] bytes) {
        return startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)
                ? new String(bytes, StandardCharsets.UTF_16).getBytes(StandardCharsets.UTF_8)
                : bytes;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
