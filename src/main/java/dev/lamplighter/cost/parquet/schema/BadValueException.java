package dev.lamplighter.cost.parquet.schema;

import dev.lamplighter.base.code.CostProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Says that the text of a field is not a value of its column's type, and why. The message doesn't repeat the text, which may
 * be confidential.
 */
public final class BadValueException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Texts by which programs mark an absent value, where AWS leaves the field empty. */
    private static final Set<String> NULLS = Set.of("NULL", "null", "\\N");

    private static final int LONGEST_NULL = 4;

    private final CostProblemCode code;
    private final String what;
    private final String fix;

    BadValueException(CostProblemCode code, String what, String why) {
        this(code, what, why, "compare it with AWS's own file, which another program may have rewritten");
    }

    BadValueException(CostProblemCode code, String what, String why, String fix) {
        super(why, null, false, false);
        this.code = code;
        this.what = what;
        this.fix = fix;
    }

    /** Makes one for a text that can't be parsed; if the text is a written NULL, the problem says so instead. */
    static BadValueException unread(CostProblemCode code, String what, String why, byte[] text, int from, int length) {
        return isWrittenNull(text, from, length)
                ? new BadValueException(
                        code,
                        what,
                        "it looks like NULL written as text; AWS leaves such a field empty",
                        "use AWS's own file, or have the program that wrote this one leave the field empty")
                : new BadValueException(code, what, why);
    }

    /** Whether a text is {@code NULL}, {@code null} or {@code \N}, which programs write where there is no value. */
    public static boolean isWrittenNull(byte[] text, int from, int length) {
        return length > 0
                && length <= LONGEST_NULL
                && NULLS.contains(new String(text, from, length, StandardCharsets.ISO_8859_1));
    }

    public CostProblemCode code() {
        return code;
    }

    public String what() {
        return what;
    }

    public String why() {
        return String.valueOf(getMessage());
    }

    public String fix() {
        return fix;
    }
}
