package dev.lamplighter.app.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the unix-domain sockets of a process of the same user in Linux's {@code /proc}. */
final class ProcessSockets {
    private static final int INODE = 6;
    private static final int PATH = 7;

    private ProcessSockets() {}

    /** The path of the socket for verbs. */
    static Optional<Path> listening(long pid) throws IOException {
        Set<String> open = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path descriptor : descriptors.toList()) {
                open.add(target(descriptor));
            }
        }
        try (Stream<String> sockets = Files.lines(Path.of("/proc", Long.toString(pid), "net", "unix"))) {
            return sockets.map(line -> line.trim().split("\\s+", PATH + 1))
                    .filter(columns -> columns.length > PATH && open.contains("socket:[" + columns[INODE] + "]"))
                    .map(columns -> columns[PATH])
                    .filter(path -> path.startsWith("/") && path.endsWith(".socket"))
                    .map(Path::of)
                    .findFirst();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // the descriptor was closed meanwhile
        }
    }
}
