package dev.lamplighter.app.settings;

import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SizeLimitedFile;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds a file of settings in the form of {@link Properties}, read line by line: every key has its place, and a line that
 * can't be read affects only itself.
 *
 * @param values key to value
 * @param places key to {@code application.properties:12}, where it is written last
 * @param remarks what is odd about the file and its lines
 * @param doubts for keys whose line was probably intended differently: key to the explanation
 */
record PropertiesFile(
        Map<String, String> values, Map<String, String> places, List<Problem> remarks, Map<String, Problem> doubts) {
    private static final String SAVE_AS_UTF_8 = "save the file as UTF-8: many editors have it under Save as, Encoding";

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /**
     * Reads it; bytes that are not UTF-8 are taken for Windows-1252.
     *
     * @param name of the file in places
     * @throws ProblemException CONFIG-011 when there is nothing to read
     */
    static PropertiesFile read(Path file, String name) {
        try {
            return new Lines(name).read(SizeLimitedFile.bytes(file, SizeLimitedFile.LARGEST_BYTES));
        } catch (IOException e) {
            throw unreadable(file, IoErrorText.ofFile(e), e);
        }
    }

    private static ProblemException unreadable(Path file, String why, Exception cause) {
        return new ProblemException(
                new Problem(
                        ConfigProblemCode.PROPERTIES_UNREADABLE,
                        file.toString(),
                        "unreadable properties",
                        why,
                        "correct it, or name another file"),
                cause);
    }

    /** Collects what is read from one file. */
    private static final class Lines {
        private final String name;
        private final Map<String, String> values = new TreeMap<>();
        private final Map<String, String> places = new TreeMap<>();
        private final List<Problem> remarks = new ArrayList<>();
        private final Map<String, Problem> doubts = new TreeMap<>();

        Lines(String name) {
            this.name = name;
        }

        PropertiesFile read(byte[] bytes) {
            List<String> lines = decode(bytes);
            for (int first = 0; first < lines.size(); first++) {
                int last = first;
                if (!isComment(lines.get(first))) {
                    while (isContinued(lines.get(last)) && last + 1 < lines.size()) {
                        last++;
                    }
                    parse(String.join("\n", lines.subList(first, last + 1)), first + 1);
                }
                first = last;
            }
            return new PropertiesFile(values, places, List.copyOf(remarks), Map.copyOf(doubts));
        }

        private void parse(String written, int line) {
            Properties one = new Properties();
            try {
                one.load(new StringReader(written));
            } catch (IOException | IllegalArgumentException e) {
                remarks.add(remark(
                        ConfigProblemCode.LINE_UNREADABLE,
                        line,
                        "unreadable line",
                        "a backslash and a u begin the number of a character, four hexadecimal digits, which are not there",
                        SettingLineCheck.fixOfUnreadable(written)));
            }
            for (String key : one.stringPropertyNames()) {
                String before = places.put(key, place(line));
                if (before != null) {
                    remarks.add(remark(
                            ConfigProblemCode.KEY_TWICE,
                            line,
                            "key " + key + " again",
                            "it is also in " + before + ", and the last one counts",
                            "remove one of the two"));
                }
                String value = one.getProperty(key);
                values.put(key, value.stripTrailing());
                doubts.remove(key);
                new SettingLineCheck(place(line), written, key, value)
                        .doubt()
                        .ifPresent(doubt -> doubts.put(key, doubt));
            }
        }

        private List<String> decode(byte[] bytes) {
            Charset wide = wide(bytes);
            if (wide != null) {
                remarks.add(remark(ConfigProblemCode.NOT_UTF8, 1, "not UTF-8", "the file is " + wide, SAVE_AS_UTF_8));
                return new String(bytes, wide).lines().toList();
            }
            List<String> lines = new ArrayList<>();
            int start = withoutMark(bytes);
            for (int at = start; at <= bytes.length; at++) {
                if (at == bytes.length || bytes[at] == '\n' || bytes[at] == '\r') {
                    lines.add(decode(bytes, start, at, lines.size() + 1));
                    at += at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n' ? 1 : 0;
                    start = at + 1;
                }
            }
            return lines;
        }

        /**
         * The offset at which the text begins: after the byte order mark that some editors put at the beginning of a UTF-8
         * file.
         */
        private int withoutMark(byte[] bytes) {
            if (!Arrays.equals(bytes, 0, Math.min(bytes.length, UTF_8_MARK.length), UTF_8_MARK, 0, UTF_8_MARK.length)) {
                return 0;
            }
            remarks.add(remark(
                    ConfigProblemCode.LINE_DOUBTFUL,
                    1,
                    "an invisible character at the start of the file (a byte order mark)",
                    "it is ignored here, but other programs take it as part of the first key",
                    "save the file as UTF-8 without a mark (without BOM)"));
            return UTF_8_MARK.length;
        }

        /** The charset of a file that begins with a byte order mark of UTF-16; null if it has none. */
        private static @Nullable Charset wide(byte[] bytes) {
            int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
            return first == 0xfeff || first == 0xfffe ? StandardCharsets.UTF_16 : null;
        }

        private String decode(byte[] bytes, int from, int to, int line) {
            ByteBuffer written = ByteBuffer.wrap(bytes, from, to - from);
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(written).toString();
            } catch (CharacterCodingException e) {
                String text = new String(bytes, from, to - from, WINDOWS_1252);
                if (!isComment(text)) {
                    remarks.add(remark(
                            ConfigProblemCode.NOT_UTF8,
                            line,
                            "not UTF-8",
                            "the line is read as Windows-1252: " + text,
                            SAVE_AS_UTF_8 + "; or iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW"));
                }
                return text;
            }
        }

        private static boolean isComment(String line) {
            String text = line.stripLeading();
            return text.isEmpty() || text.startsWith("#") || text.startsWith("!");
        }

        /** Whether the line continues on the next: it ends with a backslash that is not itself escaped. */
        private static boolean isContinued(String line) {
            int backslashes = 0;
            while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
                backslashes++;
            }
            return backslashes % 2 == 1;
        }

        private Problem remark(ConfigProblemCode code, int line, String what, String why, String fix) {
            return new Problem(code, place(line), what, why, fix);
        }

        private String place(int line) {
            return name + ":" + line;
        }
    }
}
