package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ObjectUpload;
import dev.lamplighter.cost.report.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/** A store that a {@link Mortal} uses: each call, each write and each block that is read is something it does. */
final class MortalStore implements ObjectStore {
    private final Mortal process;
    private final ObjectStore store;

    MortalStore(Mortal process, ObjectStore store) {
        this.process = process;
        this.store = store;
    }

    @Override
    public Stream<StoredObject> list(String prefix) throws IOException {
        process.act();
        return store.list(prefix);
    }

    @Override
    public Optional<StoredObject> head(String key) throws IOException {
        process.act();
        return store.head(key);
    }

    @Override
    public InputStream open(StoredObject pinned) throws IOException {
        process.act();
        return new FilterInputStream(store.open(pinned)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                process.act();
                return super.read(target, offset, length);
            }
        };
    }

    @Override
    public ObjectUpload create(String key) throws IOException {
        process.act();
        ObjectUpload upload = store.create(key);
        return new ObjectUpload() {
            @Override
            public void write(int octet) throws IOException {
                upload.write(octet);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                process.act();
                upload.write(source, offset, length);
            }

            @Override
            public void complete() throws IOException {
                process.act();
                upload.complete();
                process.act();
            }

            @Override
            public void close() throws IOException {
                upload.close();
            }
        };
    }

    @Override
    public void delete(String key) throws IOException {
        process.act();
        store.delete(key);
    }

    @Override
    public String uri(String key) {
        return store.uri(key);
    }
}
