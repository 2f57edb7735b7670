package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ObjectUpload;
import dev.lamplighter.cost.report.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** A store of which somebody hears before each call, each write and each block that is read, and after an object is complete. */
final class WatchedStore implements ObjectStore {
    /** Hears what is done, and to which key. */
    private final BiConsumer<String, String> watch;

    private final ObjectStore store;

    WatchedStore(BiConsumer<String, String> watch, ObjectStore store) {
        this.watch = watch;
        this.store = store;
    }

    @Override
    public Stream<StoredObject> list(String prefix) throws IOException {
        watch.accept("list", prefix);
        return store.list(prefix);
    }

    @Override
    public Optional<StoredObject> head(String key) throws IOException {
        watch.accept("head", key);
        return store.head(key);
    }

    @Override
    public InputStream open(StoredObject pinned) throws IOException {
        watch.accept("open", pinned.key());
        return new FilterInputStream(store.open(pinned)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                watch.accept("read", pinned.key());
                return super.read(target, offset, length);
            }
        };
    }

    @Override
    public InputStream open(StoredObject pinned, long offset, int length) throws IOException {
        watch.accept("open", pinned.key());
        return store.open(pinned, offset, length);
    }

    @Override
    public ObjectUpload create(String key) throws IOException {
        watch.accept("create", key);
        ObjectUpload upload = store.create(key);
        return new ObjectUpload() {
            @Override
            public void write(int octet) throws IOException {
                upload.write(octet);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                watch.accept("write", key);
                upload.write(source, offset, length);
            }

            @Override
            public void complete() throws IOException {
                watch.accept("complete", key);
                upload.complete();
                watch.accept("completed", key);
            }

            @Override
            public void close() throws IOException {
                upload.close();
            }
        };
    }

    @Override
    public void delete(String key) throws IOException {
        watch.accept("delete", key);
        store.delete(key);
    }

    @Override
    public String uri(String key) {
        return store.uri(key);
    }
}
