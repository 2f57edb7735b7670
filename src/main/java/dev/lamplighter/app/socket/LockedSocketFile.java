package dev.lamplighter.app.socket;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the file of a socket that belongs to this process alone. A lock file beside it shows whether an existing socket is
 * in use: the kernel releases the lock of a process that is killed, while the socket's file stays.
 */
public final class LockedSocketFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LockedSocketFile.class);
    /** Connections that may wait to be accepted; as many as may be open at once. */
    private static final int BACKLOG = 64;

    private final Path file;
    private final FileChannel lock;
    private final ServerSocketChannel channel;

    private LockedSocketFile(Path file, FileChannel lock, ServerSocketChannel channel) {
        this.file = file;
        this.lock = lock;
        this.channel = channel;
    }

    /**
     * Creates the file, in place of one that a killed service has left.
     *
     * @throws ProblemException when it can't be made, or when another service or another user has it
     */
    public static LockedSocketFile at(SocketLocation place) {
        Path file = place.file();
        FileChannel lock = null;
        ServerSocketChannel channel = null;
        try {
            makeFolder(file);
            lock = locked(file);
            removeLeft(file);
            channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(file), BACKLOG);
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(place.forItsGroup() ? "rw-rw----" : "rw-------"));
            return new LockedSocketFile(file, lock, channel);
        } catch (IOException | UnsupportedOperationException e) {
            close(channel);
            close(lock);
            String why = e instanceof AccessDeniedException ? "its folder can't be written to" : e.toString();
            throw refused(file, why, "give the service's user its folder; see docs/reference/windows.md");
        } catch (ProblemException e) {
            close(lock);
            throw e;
        }
    }

    public Path file() {
        return file;
    }

    ServerSocketChannel channel() {
        return channel;
    }

    private static void makeFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (folder != null && !isOurs(folder) && Files.isWritable(folder)) {
            // Where other users may write, they may put another socket in place of this one.
            throw refused(file, "its folder belongs to " + Files.getOwner(folder), "remove the folder");
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel lock = FileChannel.open(
                beside,
                java.util.Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            if (lock.tryLock() != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // a service in this same process
        }
        lock.close();
        throw refused(file, "another service listens there", "stop it, or give this one a runtime folder of its own");
    }

    private static void removeLeft(Path file) throws IOException {
        try {
            PosixFileAttributes left = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!left.owner().equals(self())) {
                throw refused(file, "what lies there belongs to " + left.owner(), "ask its owner to remove it");
            }
            if (!left.isOther()) {
                throw refused(file, "what lies there is no socket", "move it away");
            }
            Files.delete(file);
        } catch (NoSuchFileException e) {
            // there was no earlier file
        }
    }

    private static boolean isOurs(Path folder) throws IOException {
        return Files.getOwner(folder).equals(self());
    }

    /** The user of this process. */
    static UserPrincipal self() throws IOException {
        Path process = Path.of("/proc/self");
        return Files.exists(process)
                ? Files.getOwner(process)
                : process.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(System.getProperty("user.name"));
    }

    private static ProblemException refused(Path file, String why, String fix) {
        return new ProblemException(new Problem(
                ConfigProblemCode.NO_SOCKET,
                file.toString(),
                "no socket, so commands can't reach this service",
                why,
                fix));
    }

    /** Removes the file first, so that a client which finds the file also finds the service. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("the socket stays", e);
        }
        close(channel);
        close(lock);
    }

    private static void close(@Nullable AutoCloseable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception e) {
            LOG.debug("closing", e);
        }
    }
}
