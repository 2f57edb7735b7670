package dev.lamplighter.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is seen whole, old or new, whenever the machine stops. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes a neighbour, syncs it, renames it over {@code file} and syncs the folder; creates missing folders. */
    public static void write(Path file, byte[] content) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("not a file: " + file);
        }
        Files.createDirectories(folder);
        Path neighbour = folder.resolve("." + target.getFileName() + ".new");
        try {
            write(neighbour, target, content);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) { // of which the system says no name
            throw new FileSystemException(target.toString(), null, e.getMessage());
        }
        sync(folder);
    }

    private static void write(Path neighbour, Path target, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                neighbour, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(neighbour, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What was created, renamed or removed in the folder stays so. */
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
