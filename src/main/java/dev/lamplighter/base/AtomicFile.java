package dev.lamplighter.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Replaces files atomically: whenever the machine stops, the old or the new content is there as a whole. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes a file that only its owner may read. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, "rw-------");
    }

    /**
     * Writes a temporary file beside it, syncs that, renames it over {@code file} and syncs the folder; creates missing
     * folders, for the owner alone.
     *
     * @param permissions as in {@code rw-r-----}, whatever the umask is
     */
    public static void write(Path file, byte[] content, String permissions) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("not a file: " + file);
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            allow(folder, "rwx------");
        }
        Path neighbour = folder.resolve("." + target.getFileName() + ".new");
        try {
            write(neighbour, target, content, permissions);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) { // the operating system's message doesn't name the file
            throw new FileSystemException(target.toString(), null, e.getMessage());
        }
        sync(folder);
    }

    /** Sets the permissions, where the file system has any. */
    private static void allow(Path file, String permissions) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString(permissions));
        }
    }

    private static void write(Path neighbour, Path target, byte[] content, String permissions) throws IOException {
        try (FileChannel channel = FileChannel.open(
                neighbour, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            allow(neighbour, permissions);
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(neighbour, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The first name of a file's neighbours {@code <file>.broken-1} and so on that is free. */
    public static Path freeBroken(Path file) {
        int number = 1;
        while (Files.exists(file.resolveSibling(file.getFileName() + ".broken-" + number))) {
            number++;
        }
        return file.resolveSibling(file.getFileName() + ".broken-" + number);
    }

    /** Syncs a folder, so that files that were created, renamed or removed in it stay so after a power cut. */
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
