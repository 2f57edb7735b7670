package dev.lamplighter.sandbox.cur;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves a folder as a bucket: an object's key is its path below the folder. */
public record FolderBucket(Path folder) implements DeliveryTarget {
    @Override
    public OutputStream create(String key) throws IOException {
        Path root = folder.normalize();
        Path file = root.resolve(key).normalize();
        if (!file.startsWith(root)) {
            throw new IllegalArgumentException("key must stay inside " + root + ", got " + key);
        }
        Files.createDirectories(file.resolveSibling("."));
        return Files.newOutputStream(file);
    }
}
