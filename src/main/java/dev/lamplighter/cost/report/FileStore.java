package dev.lamplighter.cost.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Implements a store as a folder; keys are paths below it. Neither a key nor a symbolic link can lead out of the folder. A
 * pinned content is identified by size, modification time and file key.
 */
public final class FileStore implements ObjectStore {
    private final Path root;

    /**
     * Uses a folder, which need not exist yet.
     *
     * @param root the folder that stands for the bucket
     */
    public FileStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Stream<StoredObject> list(String prefix) throws IOException {
        List<StoredObject> found = new ArrayList<>();
        visit(prefix, (file, attributes) -> {
            String key = root.relativize(file).toString();
            if (!FileUpload.isUnfinished(file) && key.startsWith(prefix)) {
                found.add(stored(key, attributes));
            }
        });
        return found.stream().sorted(Comparator.comparing(StoredObject::key));
    }

    @Override
    public void abandon(String prefix, BiPredicate<String, Instant> isLeft) throws IOException {
        List<Path> left = new ArrayList<>();
        visit(prefix, (file, attributes) -> {
            String key = root.relativize(file.resolveSibling(FileUpload.nameOf(file)))
                    .toString();
            if (FileUpload.isUnfinished(file)
                    && key.startsWith(prefix)
                    && isLeft.test(key, attributes.lastModifiedTime().toInstant())) {
                left.add(file);
            }
        });
        for (Path file : left) {
            Files.deleteIfExists(file);
        }
    }

    /** Visits every regular file in the folder of a prefix and below. */
    private void visit(String prefix, BiConsumer<Path, BasicFileAttributes> visitor) throws IOException {
        int lastSlash = prefix.lastIndexOf('/');
        Path folder = lastSlash < 0 ? root : path(prefix.substring(0, lastSlash));
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    visitor.accept(file, attributes);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // the file was removed while the folder was being read
                }
                throw e;
            }
        });
    }

    @Override
    public Optional<StoredObject> head(String key) throws IOException {
        Path file = path(key);
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return Optional.empty();
            }
            checkInside(key, file);
            return Optional.of(stored(key, attributes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream open(StoredObject pinned) throws IOException {
        checkUnchanged(pinned);
        return new PinnedFileStream(this, pinned, Files.newInputStream(path(pinned.key())));
    }

    @Override
    public InputStream open(StoredObject pinned, long offset, int length) throws IOException {
        checkUnchanged(pinned);
        FileChannel channel = FileChannel.open(path(pinned.key()), StandardOpenOption.READ);
        try (InputStream in = Channels.newInputStream(channel.position(offset))) {
            return new ByteArrayInputStream(in.readNBytes(length));
        }
    }

    @Override
    public ObjectUpload create(String key) throws IOException {
        Path file = path(key);
        Path folder = file.getParent();
        if (folder == null || file.equals(root)) {
            throw new IOException("not a file's key: \"" + key + "\"");
        }
        Files.createDirectories(folder);
        checkInside(key, folder);
        return new FileUpload(file);
    }

    @Override
    public void delete(String key) throws IOException {
        Path file = path(key);
        if (Files.isRegularFile(file)) {
            checkInside(key, file);
            Files.deleteIfExists(file);
        }
    }

    @Override
    public String uri(String key) {
        String folder = root.toUri().toString();
        return (folder.endsWith("/") ? folder : folder + "/") + key;
    }

    /** Throws when the file is no longer what was pinned. */
    void checkUnchanged(StoredObject pinned) throws IOException {
        Optional<StoredObject> now = head(pinned.key());
        if (now.isEmpty() || !now.get().eTag().equals(pinned.eTag())) {
            throw new ObjectChangedException(uri(pinned.key()));
        }
    }

    private Path path(String key) throws IOException {
        String relative = key;
        while (relative.startsWith("/")) {
            relative = relative.substring(1);
        }
        Path path = root.resolve(relative).normalize();
        if (key.indexOf('\0') >= 0 || !path.startsWith(root)) {
            throw new IOException("key leads out of " + root + ": \"" + key + "\"");
        }
        return path;
    }

    private void checkInside(String key, Path existing) throws IOException {
        if (!existing.toRealPath().startsWith(root.toRealPath())) {
            throw new IOException("key leads out of " + root + " by a symbolic link: \"" + key + "\"");
        }
    }

    private static StoredObject stored(String key, BasicFileAttributes attributes) {
        String eTag = attributes.size() + "-" + attributes.lastModifiedTime().toInstant() + "-" + attributes.fileKey();
        // As exact as every ledger keeps it; the ETag tells the rest.
        Instant lastModified = attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MICROS);
        return new StoredObject(key, eTag, attributes.size(), lastModified);
    }
}
