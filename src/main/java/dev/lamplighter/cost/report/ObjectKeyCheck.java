package dev.lamplighter.cost.report;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Checks which keys may be used at all. AWS builds them from the report's prefix and name, so a key that looks like an
 * expression, a path upwards or a control sequence was not made by AWS; it is refused before anything is done with it. A
 * leading slash and {@code //} do occur.
 */
final class ObjectKeyCheck {
    /** Source: "Creating object key names", Amazon S3 User Guide. */
    private static final int MAX_UTF8_BYTES = 1024;

    private ObjectKeyCheck() {}

    /**
     * Passes a key that can be used as it is.
     *
     * @param where the manifest that names the key
     * @throws ProblemException COST-003 naming the manifest and the key
     */
    static void check(String where, String key) {
        String why = fault(key);
        if (!why.isEmpty()) {
            throw new ProblemException(new Problem(
                    CostProblemCode.KEY_REFUSED,
                    where,
                    "report key \"" + shortened(key) + "\"",
                    why,
                    "deliver the report under a plain prefix; nothing of this version was read"));
        }
    }

    private static String fault(String key) {
        if (key.isEmpty() || utf8Bytes(key) > MAX_UTF8_BYTES) {
            return "a key has 1 to " + MAX_UTF8_BYTES + " bytes of UTF-8";
        }
        if (key.chars().anyMatch(Character::isISOControl)) {
            return "it contains a control character";
        }
        if (key.contains("${") || key.contains("$simple{")) {
            return "it contains an expression, and keys are never evaluated";
        }
        if (Arrays.stream(key.split("/", -1)).anyMatch(segment -> segment.equals("..") || segment.equals("."))) {
            return "it contains a \"..\" or \".\" segment";
        }
        return "";
    }

    /** More than allowed for text that has no UTF-8 form (a lone surrogate). */
    private static int utf8Bytes(String key) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(key))
                    .remaining();
        } catch (CharacterCodingException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static String shortened(String key) {
        return key.length() <= 200 ? key : key.substring(0, 200) + "...";
    }
}
