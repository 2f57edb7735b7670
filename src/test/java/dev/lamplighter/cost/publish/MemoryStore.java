package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.report.ObjectChangedException;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ObjectUpload;
import dev.lamplighter.cost.report.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** A bucket in memory, for many threads. */
public final class MemoryStore implements ObjectStore {
    private static final class Content {
        private final byte[] bytes;
        private final StoredObject stored;

        Content(byte[] bytes, StoredObject stored) {
            this.bytes = bytes;
            this.stored = stored;
        }

        byte[] bytes() {
            return bytes;
        }

        StoredObject stored() {
            return stored;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private final SortedMap<String, Content> objects = new ConcurrentSkipListMap<>();
    private final String bucket;
    private final InstantSource clock;
    private boolean down;

    public MemoryStore(String bucket, InstantSource clock) {
        this.bucket = bucket;
        this.clock = clock;
    }

    public void put(String key, String text) {
        put(key, text.getBytes(StandardCharsets.UTF_8), Integer.toHexString(text.hashCode()));
    }

    /** Puts anything that is no text. */
    public void put(String key, byte[] bytes) {
        put(key, bytes, Integer.toHexString(Arrays.hashCode(bytes)));
    }

    private void put(String key, byte[] bytes, String hash) {
        String eTag = '"' + hash + '"';
        objects.put(key, new Content(bytes, new StoredObject(key, eTag, bytes.length, clock.instant())));
    }

    public String text(String key) {
        Content content = objects.get(key);
        if (content == null) {
            throw new IllegalArgumentException("no object " + key + ", there are " + objects.keySet());
        }
        return content.text();
    }

    public List<String> keys() {
        return new ArrayList<>(objects.keySet());
    }

    /** Whether every call fails. */
    public void setDown(boolean isDown) {
        down = isDown;
    }

    @Override
    public Stream<StoredObject> list(String prefix) throws IOException {
        reach();
        return new ArrayList<>(objects.values())
                .stream().map(Content::stored).filter(stored -> stored.key().startsWith(prefix));
    }

    @Override
    public Optional<StoredObject> head(String key) throws IOException {
        reach();
        return Optional.ofNullable(objects.get(key)).map(Content::stored);
    }

    @Override
    public InputStream open(StoredObject pinned) throws IOException {
        reach();
        Content content = objects.get(pinned.key());
        if (content == null || !content.stored().eTag().equals(pinned.eTag())) {
            throw new ObjectChangedException(uri(pinned.key()));
        }
        return new ByteArrayInputStream(content.bytes());
    }

    @Override
    public ObjectUpload create(String key) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return new ObjectUpload() {
            @Override
            public void write(int octet) {
                bytes.write(octet);
            }

            @Override
            public void complete() {
                put(key, bytes.toString(StandardCharsets.UTF_8));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    @Override
    public String uri(String key) {
        return "s3://" + bucket + "/" + key;
    }

    private void reach() throws IOException {
        if (down) {
            throw new IOException("s3://" + bucket + " can't be reached");
        }
    }
}
