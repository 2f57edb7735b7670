package dev.lamplighter.app.socket;

import dev.lamplighter.base.LoginUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * Where a service's socket lies.
 *
 * @param forItsGroup whether the members of its group may connect, or its own user alone
 */
public record SocketLocation(Path file, boolean forItsGroup) {
    /** What systemd tells a unit with {@code RuntimeDirectory=}. */
    private static final String RUNTIME_DIRECTORY = "RUNTIME_DIRECTORY";

    private static final String NAME = "lamplighter.socket";
    /** Of {@code sun_path} in unix(7), less the zero at its end. */
    private static final int LONGEST_PATH = 107;

    /**
     * The runtime folder, which its members share, or else the state folder; where that has too long a path a short one of the
     * user's own.
     */
    public static SocketLocation of(Path state, Map<String, String> environment) {
        String runtime = environment.getOrDefault(RUNTIME_DIRECTORY, "");
        if (!runtime.isEmpty()) {
            return new SocketLocation(Path.of(runtime.split(":", 2)[0], NAME), true);
        }
        Path file = Path.of(named(state), NAME);
        return new SocketLocation(bytes(file) <= LONGEST_PATH ? file : shortOne(state), false);
    }

    /** Where the packaged service has its socket, for who can't look into its state folder. */
    public static Path packaged(Map<String, String> environment) {
        String runtime = environment.getOrDefault(RUNTIME_DIRECTORY, "");
        return Path.of(runtime.isEmpty() ? "/run/lamplighter" : runtime.split(":", 2)[0], NAME);
    }

    /** A folder as the service and its callers call it. */
    public static String named(Path state) {
        try {
            return state.toRealPath().toString();
        } catch (IOException e) {
            return state.toAbsolutePath().normalize().toString();
        }
    }

    /** In a folder of the user's own, so that nobody else can put one there first. */
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
