package dev.lamplighter.cost.report;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Counts the objects that were found in a store, and the bytes that were read of them. */
public final class CountingObjectStore implements ObjectStore {
    private final ObjectStore store;
    private final AtomicInteger objects = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong bytesRead = new AtomicLong();

    public CountingObjectStore(ObjectStore store) {
        this.store = store;
    }

    /** The number of objects that were looked up and exist. */
    public int objects() {
        return objects.get();
    }

    /** The size of all of them, as they are stored. */
    public long bytes() {
        return bytes.get();
    }

    /** The bytes read, as they are stored: compressed, if they are. */
    public long bytesRead() {
        return bytesRead.get();
    }

    @Override
    public Optional<StoredObject> head(String key) throws IOException {
        Optional<StoredObject> found = store.head(key);
        found.ifPresent(object -> {
            objects.incrementAndGet();
            bytes.addAndGet(object.sizeBytes());
        });
        return found;
    }

    @Override
    public InputStream open(StoredObject pinned) throws IOException {
        return counted(store.open(pinned));
    }

    @Override
    public InputStream open(StoredObject pinned, long offset, int length) throws IOException {
        return counted(store.open(pinned, offset, length));
    }

    @Override
    public Stream<StoredObject> list(String prefix) throws IOException {
        return store.list(prefix);
    }

    @Override
    public ObjectUpload create(String key) throws IOException {
        return store.create(key);
    }

    @Override
    public void delete(String key) throws IOException {
        store.delete(key);
    }

    @Override
    public String uri(String key) {
        return store.uri(key);
    }

    private InputStream counted(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int octet = super.read();
                bytesRead.addAndGet(octet < 0 ? 0 : 1);
                return octet;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                bytesRead.addAndGet(Math.max(0, count));
                return count;
            }
        };
    }
}
