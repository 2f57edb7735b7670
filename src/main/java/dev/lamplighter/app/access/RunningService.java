package dev.lamplighter.app.access;

import dev.lamplighter.app.socket.SocketLocation;
import dev.lamplighter.app.socket.VerbClient;
import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.LoginUser;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reaches the service that runs on this machine with the same state folder, over its socket; no port is opened. While it
 * runs it holds the state database, so that a command has to ask it to act.
 *
 * <p>The service writes its process into {@code <state folder>/lamplighter.pid}: process id and start, so that a stale file
 * never leads to another process that has the same id by now; on the second line its socket. A command that can't read the
 * folder uses the socket of the packaged service, which refuses requests for another folder.
 */
public final class RunningService implements VerbInvoker {
    private static final String FILE = "lamplighter.pid";
    private static final String NO_SOCKET = "-";
    /** How long an ordinary verb may take: twice the time for which a verb waits for its calls to EC2. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);
    /** How long a verb that converts reports may take; no conversion does. */
    private static final Duration WORKS_FOR = Duration.ofDays(7);

    private final Path socket;
    private final String state;

    private RunningService(Path socket, String state) {
        this.socket = socket;
        this.state = state;
    }

    /**
     * Finds the service.
     *
     * @return empty when no service runs with this state folder
     * @throws ProblemException when one runs and can't be reached, for example by another user
     */
    public static Optional<RunningService> find(Path stateFolder) {
        return find(stateFolder, SocketLocation.packaged(System.getenv()));
    }

    static Optional<RunningService> find(Path stateFolder, Path packaged) {
        Path file = stateFolder.resolve(FILE);
        String named = SocketLocation.named(stateFolder);
        try {
            return told(Files.readString(file, StandardCharsets.UTF_8), file).map(it -> new RunningService(it, named));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            return packaged(packaged, named);
        } catch (IOException | RuntimeException e) {
            if (e instanceof ProblemException problem) {
                throw problem;
            }
            throw unreachable(file.toString(), "the file can't be read: " + IoErrorText.ofFile(e), e);
        }
    }

    /** The service with this process id, whatever its state folder. */
    public static RunningService of(long pid) {
        try {
            Path socket = ProcessSockets.listening(pid)
                    .orElseThrow(() -> unreachable("process " + pid, "it has no socket of Lamplighter", null));
            return new RunningService(socket, "");
        } catch (IOException e) {
            throw unreachable("process " + pid, "its sockets can't be looked at: " + IoErrorText.ofFile(e), e);
        }
    }

    /**
     * Announces to other processes that this one is the service of the folder, until {@link #retract}.
     *
     * @param socket null when there is none
     */
    public static void announce(Path stateFolder, @Nullable Path socket) {
        ProcessHandle self = ProcessHandle.current();
        Path file = stateFolder.resolve(FILE);
        String told = self.pid() + " " + startOf(self) + "\n" + (socket == null ? NO_SOCKET : socket) + "\n";
        try {
            AtomicFile.write(file, told.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw StateDatabase.unwritable(file, e);
        }
    }

    public static void retract(Path stateFolder) throws IOException {
        Files.deleteIfExists(stateFolder.resolve(FILE));
    }

    @Override
    public List<String> call(String verb, Map<String, String> values) {
        return call(verb, values, ANSWERS_WITHIN);
    }

    @Override
    public List<String> work(String verb, Map<String, String> values) {
        return call(verb, values, WORKS_FOR);
    }

    private List<String> call(String verb, Map<String, String> values, Duration patience) {
        try {
            return new VerbClient(socket, state).call(verb, values, patience);
        } catch (AccessDeniedException e) {
            throw notAllowed(socket, e);
        } catch (NoSuchFileException e) {
            throw unreachable(socket.toString(), "its socket is gone", e);
        } catch (IOException e) {
            throw unreachable(socket.toString(), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads the content of the file with the process.
     *
     * @return the socket; empty if the process has ended or another one has its id
     */
    private static Optional<Path> told(String text, Path file) {
        List<String> lines = text.lines().toList();
        String[] process = (lines.isEmpty() ? "" : lines.get(0)).strip().split(" ", 2);
        long pid = Long.parseLong(process[0]);
        boolean runs = ProcessHandle.of(pid)
                .filter(found -> found.isAlive() && startOf(found).equals(process[process.length - 1]))
                .isPresent();
        if (!runs || pid == ProcessHandle.current().pid()) {
            return Optional.empty();
        }
        if (lines.size() < 2 || lines.get(1).equals(NO_SOCKET)) {
            throw unreachable("process " + pid, "it has no socket (" + file + "); its log says why", null);
        }
        return Optional.of(Path.of(lines.get(1)));
    }

    static Optional<RunningService> packaged(Path socket, String named) {
        try {
            Files.getOwner(socket, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new RunningService(socket, named));
        } catch (AccessDeniedException e) {
            throw notAllowed(socket, e);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static ProblemException notAllowed(Path socket, Exception cause) {
        return new ProblemException(
                new Problem(
                        ConfigProblemCode.SERVICE_UNREACHABLE,
                        socket.toString(),
                        "the running service can't be reached",
                        "the user " + LoginUser.name() + " may not connect",
                        "run the command as the user of the service, or join its group: usermod -aG lamplighter "
                                + LoginUser.name()),
                cause);
    }

    private static ProblemException unreachable(String where, String why, @Nullable Exception cause) {
        return new ProblemException(
                new Problem(
                        ConfigProblemCode.SERVICE_UNREACHABLE,
                        where,
                        "the running service can't be reached",
                        why,
                        "run the command as the user of the service, or stop the service first"),
                cause);
    }
}
