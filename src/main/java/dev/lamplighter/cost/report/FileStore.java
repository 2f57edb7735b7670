package dev.lamplighter.cost.report;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A store of objects. */
public final class FileStore implements ObjectStore {
    public FileStore(Path root) {}

    @Override
    public Stream<StoredObject> list(String prefix) {
        throw new UnsupportedOperationException(prefix);
    }

    @Override
    public Optional<StoredObject> head(String key) {
        throw new UnsupportedOperationException(key);
    }

    @Override
    public InputStream open(StoredObject pinned) {
        throw new UnsupportedOperationException(pinned.key());
    }

    @Override
    public ObjectUpload create(String key) {
        throw new UnsupportedOperationException(key);
    }

    @Override
    public void delete(String key) {
        throw new UnsupportedOperationException(key);
    }

    @Override
    public String uri(String key) {
        throw new UnsupportedOperationException(key);
    }
}
