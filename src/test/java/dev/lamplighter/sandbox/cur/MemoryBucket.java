package dev.lamplighter.sandbox.cur;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A bucket in memory; an object is there once its stream is closed. */
final class MemoryBucket implements DeliveryTarget {
    private final Map<String, byte[]> objects = new LinkedHashMap<>();

    @Override
    public OutputStream create(String key) {
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                objects.remove(key);
                objects.put(key, toByteArray());
            }
        };
    }

    /** By key, in the order they were closed. */
    Map<String, byte[]> objects() {
        return objects;
    }

    byte[] object(String key) {
        return Objects.requireNonNull(objects.get(key), key);
    }
}
