package dev.lamplighter.cost.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Stores the objects of reports and tables in a bucket ({@code s3://bucket}) or a folder ({@code file:///folder}). */
public interface ObjectStore {
    /** Every object whose key begins with {@code prefix}, page after page, in key order. Close the stream. */
    Stream<StoredObject> list(String prefix) throws IOException;

    /** The object as it is now; empty when there is none. */
    Optional<StoredObject> head(String key) throws IOException;

    /**
     * Opens exactly the content that was pinned.
     *
     * @throws ObjectChangedException when the store holds another content now, or none
     */
    InputStream open(StoredObject pinned) throws IOException;

    /**
     * Opens {@code length} bytes of exactly the content that was pinned, from {@code offset} on; the range must lie inside
     * it.
     *
     * @throws ObjectChangedException when the store holds another content now, or none
     */
    default InputStream open(StoredObject pinned, long offset, int length) throws IOException {
        InputStream whole = open(pinned);
        try {
            whole.skipNBytes(offset);
            return new ByteArrayInputStream(whole.readNBytes(length));
        } finally {
            whole.close();
        }
    }

    /**
     * Copies exactly the content that was pinned to another key, whole or not at all.
     *
     * @throws ObjectChangedException when the store holds another content now, or none
     */
    default void copy(StoredObject pinned, ObjectStore target, String key) throws IOException {
        try (InputStream in = open(pinned);
                ObjectUpload upload = target.create(key)) {
            in.transferTo(upload);
            upload.complete();
        }
    }

    /** Begins a new object, which is not visible before {@link ObjectUpload#complete()}. */
    ObjectUpload create(String key) throws IOException;

    /**
     * Aborts uploads that were begun and not ended, such as those of a killed process. A process that is still writing one
     * will fail.
     *
     * @param prefix the beginning of their keys
     * @param isLeft decides whether to abort an upload, by its key and the time at which it was begun
     */
    default void abandon(String prefix, BiPredicate<String, Instant> isLeft) throws IOException {}

    /** Removes an object; a missing one is no failure. */
    void delete(String key) throws IOException;

    /** The object's URI, for messages and DDL: {@code s3://bucket/key} or {@code file:///folder/key}. */
    String uri(String key);
}
