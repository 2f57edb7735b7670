package dev.lamplighter.cost.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file beside its final path under a hidden name, syncs it, and renames it when it is complete. */
final class FileUpload extends ObjectUpload {
    private static final String UNFINISHED_PREFIX = ".lamplighter-";
    private static final String UNFINISHED_SUFFIX = ".part";
    private static final int UUID_LENGTH = 36;
    /** The longest part of the name that is kept, so that the hidden name is no longer than file systems allow. */
    private static final int NAME_LENGTH = 100;

    private final Path file;
    private final Path unfinished;
    private final FileChannel channel;

    FileUpload(Path file) throws IOException {
        this.file = file;
        String name = String.valueOf(file.getFileName());
        unfinished = file.resolveSibling(UNFINISHED_PREFIX
                + UUID.randomUUID()
                + name.substring(0, Math.min(NAME_LENGTH, name.length()))
                + UNFINISHED_SUFFIX);
        channel = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Whether it is an unfinished file, left by a process that was killed or still being written by another one. */
    static boolean isUnfinished(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(UNFINISHED_PREFIX) && name.endsWith(UNFINISHED_SUFFIX);
    }

    /** The final name of an unfinished file, cut to {@value #NAME_LENGTH} characters. */
    static String nameOf(Path unfinished) {
        String name = String.valueOf(unfinished.getFileName());
        int begin = Math.min(name.length(), UNFINISHED_PREFIX.length() + UUID_LENGTH);
        return name.substring(begin, Math.max(begin, name.length() - UNFINISHED_SUFFIX.length()));
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(source, offset, length);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void complete() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }
}
