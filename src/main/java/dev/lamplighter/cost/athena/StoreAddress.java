package dev.lamplighter.cost.athena;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the address of objects: a store and the beginning of their keys.
 *
 * <p>An S3 prefix is kept as written, even with {@code //}, because AWS delivers reports under exactly that prefix. Only a
 * missing slash at its end is added.
 *
 * @param root {@code s3://bucket} or {@code file:///folder}, without a slash at the end
 * @param prefix what keys begin with: empty or ending in a slash
 */
public record StoreAddress(String root, String prefix) {
    /** AWS: "General purpose bucket naming rules". */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern S3 = Pattern.compile("s3://(" + BUCKET + ")(?:/(.*))?");

    /** The characters of a prefix; they also keep it from being read as an expression or as a second log line. */
    private static final Pattern PREFIX = Pattern.compile("[0-9A-Za-z/!_.*'()=+@ -]*");

    public StoreAddress {
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException("prefix must be empty or end in /, got " + prefix);
        }
    }

    /**
     * Parses {@code s3://bucket/prefix} or {@code file:/folder}.
     *
     * @param key the setting the text came from, for the message
     */
    public static StoreAddress of(String key, String text) {
        if (text.startsWith("file:/")) {
            String folder =
                    text.substring("file:".length()).replaceAll("^/+", "/").replaceAll("/+$", "");
            return new StoreAddress("file://" + folder, "");
        }
        Matcher s3 = S3.matcher(text);
        if (!s3.matches()) {
            throw refused(key, text);
        }
        String prefix = s3.group(2) == null ? "" : s3.group(2);
        if (!PREFIX.matcher(prefix).matches() || ("/" + prefix + "/").contains("/../")) {
            throw refused(key, text);
        }
        return new StoreAddress(
                "s3://" + s3.group(1), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
    }

    public boolean isS3() {
        return root.startsWith("s3://");
    }

    /** The bucket's name; only for S3. */
    public String bucket() {
        if (!isS3()) {
            throw new IllegalStateException(root + " is no bucket");
        }
        return root.substring("s3://".length());
    }

    @Override
    public String toString() {
        return root + "/" + prefix;
    }

    private static ProblemException refused(String key, String text) {
        String bucket =
                text.startsWith("s3://") ? text.substring("s3://".length()).replaceFirst("/.*", "") : "";
        if (text.startsWith("s3://") && !BUCKET.matcher(bucket).matches()) {
            return new ProblemException(new Problem(
                    ConfigProblemCode.VALUE_REFUSED,
                    key,
                    "got \"" + text + "\"",
                    (bucket.isEmpty() ? "it names no bucket; a" : "\"" + bucket + "\" is no bucket's name: a")
                            + " bucket's name has 3 to 63"
                            + " characters: lower case letters, digits, hyphens and dots",
                    "copy the bucket's name from the S3 console"));
        }
        return new ProblemException(new Problem(
                ConfigProblemCode.VALUE_REFUSED,
                key,
                "got \"" + text + "\"",
                "allowed is s3://bucket/prefix or file:/folder, without control characters, ${} and ..",
                "change the value in application.properties"));
    }
}
