package dev.lamplighter.fleet.check;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends ICMP echo requests with the system's {@code ping}, which may do so where Java may not. Whether it works is tested
 * once, with a request to this machine.
 */
public final class SystemPing implements Icmp {
    /** How much longer than its own timeout {@code ping} may run. */
    private static final Duration SPARE = Duration.ofSeconds(1);

    private @Nullable Boolean permitted;

    @Override
    public Echo echo(String address, Duration timeout) throws InterruptedException {
        if (!isPermitted()) {
            return Echo.NOT_PERMITTED;
        }
        return ping(address, timeout) ? Echo.ANSWERED : Echo.SILENT;
    }

    private synchronized boolean isPermitted() throws InterruptedException {
        if (permitted == null) {
            permitted = ping("127.0.0.1", SPARE);
        }
        return permitted;
    }

    /** The address is a separate argument, never part of a shell command. */
    private static boolean ping(String address, Duration timeout) throws InterruptedException {
        long seconds = Math.max(1, timeout.toSeconds());
        Process ping;
        try {
            ping = new ProcessBuilder(List.of("ping", "-n", "-q", "-c", "1", "-W", Long.toString(seconds), address))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return false;
        }
        try {
            return ping.waitFor(seconds * 1000 + SPARE.toMillis(), TimeUnit.MILLISECONDS) && ping.exitValue() == 0;
        } finally {
            ping.destroy();
        }
    }
}
