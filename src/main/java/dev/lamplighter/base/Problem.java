package dev.lamplighter.base;

import dev.lamplighter.base.code.ProblemCode;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Describes one thing that is wrong, in one line for the person who can correct it.
 *
 * @param code the text of a {@link ProblemCode}, such as {@code WINDOW-002}; a stored problem may have a code of another
 *     version
 * @param where the place: {@code file:line:column}, a property key, {@code s3://bucket/key} or an instance id
 * @param what what was found there
 * @param why why it can't be used
 * @param fix what to do about it
 * @param kind what the program does about it; the line doesn't show it
 */
public record Problem(String code, String where, String what, String why, String fix, Kind kind) {
    /** What the program does about a problem; the code is for people. */
    public enum Kind {
        /** It may succeed the next time: the same is tried again later. */
        RETRY,
        /** This machine lacks something at present: the same is tried again later, and not reported again meanwhile. */
        WAIT,
        /** The input can't be used: it is not tried again until there is new input. */
        REFUSED,
        /** A request names something that doesn't exist or can't be done. */
        USER
    }

    private static final Pattern LINE = Pattern.compile("[A-Z]+-\\d{3} {2}.*");

    /** The user and password of a URL. */
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s\"]+@");

    public Problem {
        Objects.requireNonNull(code, "code");
        where = oneLine(where);
        what = oneLine(what);
        why = oneLine(why);
        fix = oneLine(fix);
    }

    public Problem(ProblemCode code, String where, String what, String why, String fix, Kind kind) {
        this(code.text(), where, what, why, fix, kind);
    }

    /** Makes a problem of kind {@link Kind#REFUSED}. */
    public Problem(ProblemCode code, String where, String what, String why, String fix) {
        this(code, where, what, why, fix, Kind.REFUSED);
    }

    public boolean is(ProblemCode other) {
        return code.equals(other.text());
    }

    /** {@code CODE  where  what: why; fix: what to do}. Never contains a line break, another control or a format character. */
    public String line() {
        return withoutWhy() + why + "; fix: " + fix;
    }

    /** Whether a line of an answer is the line of a problem: only such lines begin with a code and two spaces. */
    public static boolean isLine(String text) {
        return LINE.matcher(text).matches();
    }

    /** The same problem with another {@link #where}. */
    public Problem at(String place) {
        return new Problem(code, place, what, why, fix, kind);
    }

    /** The same problem with another {@link #fix}. */
    public Problem withFix(String other) {
        return new Problem(code, where, what, why, other, kind);
    }

    /** The same problem with another {@link #what}. */
    public Problem withWhat(String other) {
        return new Problem(code, where, other, why, fix, kind);
    }

    /** The same problem with another {@link #why}. */
    public Problem withWhy(String other) {
        return new Problem(code, where, what, other, fix, kind);
    }

    /** The beginning of {@link #line()}, which stays the same as long as the same thing is wrong at the same place. */
    public String withoutWhy() {
        return code + "  " + where + "  " + what + ": ";
    }

    /**
     * Names from outside (S3 keys, YAML values, messages of AWS) must not be able to forge a second log line, nor reverse
     * the order of this one: every invisible character is shown by its number.
     */
    private static String oneLine(String text) {
        return USER_INFO.matcher(VisibleText.of(text)).replaceAll("***@").strip();
    }
}
