package dev.lamplighter.cost.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/** Stands in place of a bucket while costs are off: calls nobody and refuses what is asked of it. */
public final class NoStore implements ObjectStore {
    @Override
    public Stream<StoredObject> list(String prefix) throws IOException {
        throw off("list", prefix);
    }

    @Override
    public Optional<StoredObject> head(String key) throws IOException {
        throw off("look at", key);
    }

    @Override
    public InputStream open(StoredObject pinned) throws IOException {
        throw off("read", pinned.key());
    }

    @Override
    public ObjectUpload create(String key) throws IOException {
        throw off("write", key);
    }

    @Override
    public void delete(String key) throws IOException {
        throw off("delete", key);
    }

    @Override
    public String uri(String key) {
        return "s3://costs-are-off/" + key;
    }

    private IOException off(String doing, String key) {
        return new IOException("can't " + doing + " " + uri(key) + ": costs are off (cost.enabled=false)");
    }
}
