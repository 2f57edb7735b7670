package dev.lamplighter.app.socket;

import dev.lamplighter.base.LoginUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * Names the location of a service's socket.
 *
 * @param forItsGroup whether members of the file's group may connect, or only its own user
 */
public record SocketLocation(Path file, boolean forItsGroup) {
    /** The variable that systemd sets for a unit with {@code RuntimeDirectory=}. */
    private static final String RUNTIME_DIRECTORY = "RUNTIME_DIRECTORY";

    private static final String NAME = "lamplighter.socket";
    /** The length of {@code sun_path} in unix(7), less the zero at its end. */
    private static final int LONGEST_PATH = 107;

    /**
     * The location for a service: in the runtime folder, which its group shares, or else in the state folder; if that path
     * is too long, in a folder of the user with a short path.
     */
    public static SocketLocation of(Path state, Map<String, String> environment) {
        String runtime = environment.getOrDefault(RUNTIME_DIRECTORY, "");
        if (!runtime.isEmpty()) {
            return new SocketLocation(Path.of(runtime.split(":", 2)[0], NAME), true);
        }
        Path file = Path.of(named(state), NAME);
        return new SocketLocation(bytes(file) <= LONGEST_PATH ? file : shortOne(state), false);
    }

    /** The socket of the packaged service, for callers that can't read its state folder. */
    public static Path packaged(Map<String, String> environment) {
        String runtime = environment.getOrDefault(RUNTIME_DIRECTORY, "");
        return Path.of(runtime.isEmpty() ? "/run/lamplighter" : runtime.split(":", 2)[0], NAME);
    }

    /** The name of a state folder, the same for the service and its callers. */
    public static String named(Path state) {
        try {
            return state.toRealPath().toString();
        } catch (IOException e) {
            return state.toAbsolutePath().normalize().toString();
        }
    }

    /** A short path, in a folder that belongs to the user, so that no other user can put a socket there first. */
    private static Path shortOne(Path state) {
        UUID name = UUID.nameUUIDFromBytes(named(state).getBytes(StandardCharsets.UTF_8));
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "lamplighter-" + LoginUser.name(),
                name.toString().substring(0, 18) + ".socket");
    }

    private static int bytes(Path file) {
        return file.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
