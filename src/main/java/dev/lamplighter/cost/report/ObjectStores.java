package dev.lamplighter.cost.report;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Finds the store that a URI names. {@code file:///folder} is a store whose root is that folder, which stands for the
 * bucket; {@code s3://bucket/prefix} is the bucket, with the prefix beside it. Keys are always keys of the bucket, never
 * relative to the prefix.
 */
public final class ObjectStores {
    /**
     * The longest call of a store: a part of 8 MiB is sent in that time at 14 KiB/s, and S3 may take minutes to put a large object
     * together.
     */
    public static final Duration LONGEST_CALL = Duration.ofMinutes(10);

    private static final Pattern S3_URI = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    private static final Pattern FILE_URI = Pattern.compile("(?i:file):(?://(?i:localhost)?(?=/)|(?!//))(/.*)");

    private final Supplier<S3Client> s3;

    /**
     * Makes stores that share one client.
     *
     * @param s3 called only when a URI begins with {@code s3:}
     */
    public ObjectStores(Supplier<S3Client> s3) {
        this.s3 = s3;
    }

    /**
     * The store and the prefix that a URI names.
     *
     * @throws IllegalArgumentException with the text and what is allowed
     */
    public StoreLocation at(String uri) {
        Matcher bucketAndPrefix = S3_URI.matcher(uri);
        if (bucketAndPrefix.matches()) {
            return new StoreLocation(new S3Store(s3.get(), bucketAndPrefix.group(1)), folder(bucketAndPrefix.group(2)));
        }
        return new StoreLocation(new FileStore(path(uri)), "");
    }

    private static String folder(@Nullable String prefix) {
        if (prefix == null || prefix.isEmpty()) {
            return "";
        }
        return prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /**
     * The path of a file URI. Spaces and other characters may be written as they are, unlike in a strict URI; only {@code %}
     * has a meaning.
     */
    private static Path path(String uri) {
        Matcher file = FILE_URI.matcher(uri);
        if (!file.matches()) {
            throw new IllegalArgumentException("URI must be s3://bucket/prefix or file:///folder, got " + uri);
        }
        try {
            return Path.of(URLDecoder.decode(file.group(1).replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "URI must be s3://bucket/prefix or file:///folder, got " + uri + ", which names no folder here", e);
        }
    }
}
