package dev.lamplighter.base.aws;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the beginning of a body, which shows what kind of answer it is, and puts it back. */
final class ResponseSniffer {
    /** The number of bytes that are read: enough for an XML declaration, a comment or two, and the root element. */
    static final int LONGEST = 4096;

    /**
     * The most blanks at the beginning: S3 sends one now and then while it assembles an object (AWS:
     * "CompleteMultipartUpload").
     */
    private static final int MOST_BLANKS = 64 << 10;

    private static final Pattern ROOT = Pattern.compile(
            "^\\uFEFF?\\s*(?:<\\?xml[^>]*\\?>\\s*)?(?:<!--(?:(?!-->).)*+-->\\s*)*<(?:[\\w.-]+:)?([\\w.-]+)[\\s/>]",
            Pattern.DOTALL);

    private final String text;

    private ResponseSniffer(String text) {
        this.text = text;
    }

    /**
     * Reads the beginning of a body.
     *
     * @param body a stream with room to push back {@link #LONGEST} bytes
     */
    static ResponseSniffer of(PushbackInputStream body) throws IOException {
        byte[] begun = new byte[LONGEST];
        int count = 0;
        int blanks = 0;
        while (count < LONGEST) {
            int next = body.read();
            if (next < 0) {
                break;
            }
            boolean blank = next == ' ' || next == '\n' || next == '\r' || next == '\t';
            if (blank && count > 0 && isBlank(begun[count - 1]) && blanks < MOST_BLANKS) {
                blanks++; // the blank that stands for all of them is pushed back
                continue;
            }
            begun[count++] = (byte) next;
            if (next == '{' || (next == '>' && isRoot(begun, count))) {
                break;
            }
        }
        body.unread(begun, 0, count);
        return new ResponseSniffer(new String(begun, 0, count, StandardCharsets.UTF_8));
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }

    private static boolean isRoot(byte[] begun, int count) {
        return ROOT.matcher(new String(begun, 0, count, StandardCharsets.UTF_8)).find();
    }

    /** Whether it is XML with this root element, in whatever namespace. */
    boolean isElement(String name) {
        Matcher root = ROOT.matcher(text);
        return root.find() && root.group(1).equals(name);
    }

    /** Whether it is an object of JSON. */
    boolean isObject() {
        return text.stripLeading().startsWith("{");
    }

    boolean isEmpty() {
        return text.isBlank();
    }

    /** The text to show to people. */
    String shown() {
        return text;
    }
}
