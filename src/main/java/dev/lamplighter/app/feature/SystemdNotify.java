package dev.lamplighter.app.feature;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notifications to systemd with the program {@code systemd-notify}, because systemd's socket takes datagrams and the
 * JDK has no unix-domain datagram sockets. Needs {@code NotifyAccess=all} in the unit. Not thread-safe.
 */
final class SystemdNotify {
    private static final Logger LOG = LoggerFactory.getLogger(SystemdNotify.class);
    private static final String PROGRAM = "systemd-notify";
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Path program;
    private boolean hasFailed;

    private SystemdNotify(Path program) {
        this.program = program;
    }

    /**
     * Makes one from the variables that systemd sets; empty if systemd expects no notifications or the program isn't on the
     * PATH.
     */
    static Optional<SystemdNotify> of(Map<String, String> environment) {
        if (environment.getOrDefault("NOTIFY_SOCKET", "").isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> program = Arrays.stream(
                        environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            LOG.warn("{}", untold(PROGRAM, "it is not on the PATH").line());
        }
        return program.map(SystemdNotify::new);
    }

    /** Sends assignments such as {@code READY=1}. Waits until they are sent, but only a few seconds. */
    void send(String... assignments) {
        try {
            int code = run(assignments);
            if (code != 0) {
                failed("exit code " + code);
            }
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int run(String... assignments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(assignments));
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
        } finally {
            process.destroyForcibly();
        }
    }

    private void failed(String why) {
        if (!hasFailed) {
            hasFailed = true;
            LOG.warn("{}", untold(program.toString(), why).line());
        }
    }

    private static Problem untold(String program, String why) {
        return new Problem(
                ConfigProblemCode.SYSTEMD_NOT_TOLD,
                program,
                "systemd can't be told that the service is well",
                why,
                "install " + PROGRAM + " and set NotifyAccess=all, or take WatchdogSec out of the unit");
    }
}
