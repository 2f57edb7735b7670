package dev.lamplighter.app.service;

import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.base.AttachedJvm;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StateDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import javax.management.JMX;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;

/**
 * The service that runs on this machine with the same state folder, as a command sees it: over JMX, attached to the
 * process, no port opened. While it runs it holds the state database, so that a command asks it to act.
 *
 * <p>The service tells its process in {@code <state folder>/lamplighter.pid}: process id and start, so that neither a
 * crash nor a process id used again points at a stranger.
 */
public final class RunningService implements AutoCloseable {
    private static final String FILE = "lamplighter.pid";

    private final JMXConnector connector;

    private RunningService(JMXConnector connector) {
        this.connector = connector;
    }

    /**
     * Finds and attaches.
     *
     * @return empty when no service runs with this state folder
     * @throws ProblemException when one runs and can't be attached to, for example by another user
     */
    public static Optional<RunningService> find(Path stateFolder) {
        Optional<Long> pid = processIn(stateFolder.resolve(FILE));
        return pid.filter(found -> found != ProcessHandle.current().pid()).map(RunningService::attach);
    }

    /** The service with this process id, whatever its state folder. */
    public static RunningService of(long pid) {
        return attach(pid);
    }

    /** Tells other processes that this one is the service of the folder, until the file is {@linkplain #retract gone}. */
    static void announce(Path stateFolder) {
        ProcessHandle self = ProcessHandle.current();
        Path file = stateFolder.resolve(FILE);
        try {
            AtomicFile.write(file, (self.pid() + " " + startOf(self) + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw StateDatabase.unwritable(file, e);
        }
    }

    static void retract(Path stateFolder) throws IOException {
        Files.deleteIfExists(stateFolder.resolve(FILE));
    }

    /** A proxy of the feature's MXBean {@code dev.lamplighter:type=<type>}; what the bean throws, it throws. */
    public <T> T feature(String type, Class<T> mxBean) throws IOException {
        try {
            return JMX.newMXBeanProxy(
                    connector.getMBeanServerConnection(), new ObjectName("dev.lamplighter:type=" + type), mxBean);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("not a type: " + type, e);
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }

    private static Optional<Long> processIn(Path file) {
        try {
            String[] told =
                    Files.readString(file, StandardCharsets.US_ASCII).strip().split(" ", 2);
            return ProcessHandle.of(Long.parseLong(told[0]))
                    .filter(process -> process.isAlive() && startOf(process).equals(told[told.length - 1]))
                    .map(ProcessHandle::pid);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            throw unreachable(file.toString(), "the file can't be read: " + e, e);
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static RunningService attach(long pid) {
        try {
            return new RunningService(AttachedJvm.connect(pid));
        } catch (IOException e) {
            throw unreachable("process " + pid, String.valueOf(e.getMessage()), e);
        }
    }

    private static ProblemException unreachable(String where, String why, Exception cause) {
        return new ProblemException(
                new Problem(
                        "CONFIG-015",
                        where,
                        "the running service can't be reached",
                        why,
                        "run the command as the user of the service, or stop the service first"),
                cause);
    }
}
