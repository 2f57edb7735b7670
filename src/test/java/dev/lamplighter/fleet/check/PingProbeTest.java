package dev.lamplighter.fleet.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.fleet.check.Icmp.Echo;
import dev.lamplighter.fleet.check.Probe.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PingProbeTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    @Test
    void believesIcmpWhereItIsPermitted() throws Exception {
        assertThat(ask(Echo.ANSWERED, 1)).isEqualTo(new Outcome(true, "icmp 127.0.0.1 answered"));
        assertThat(ask(Echo.SILENT, 1)).isEqualTo(new Outcome(false, "icmp 127.0.0.1 is silent"));
    }

    @Test
    void connectsWhereIcmpIsNotPermittedAndSaysSo() throws Exception {
        try (ServerSocket open = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            int port = open.getLocalPort();
            assertThat(ask(Echo.NOT_PERMITTED, port))
                    .isEqualTo(new Outcome(true, "tcp 127.0.0.1:" + port + " connected"));
        }
    }

    @Test
    void takesARefusalForAnAnswer() throws Exception {
        int port = freePort();
        assertThat(ask(Echo.NOT_PERMITTED, port))
                .isEqualTo(new Outcome(true, "tcp 127.0.0.1:" + port + " refused, so the machine answers"));
    }

    @Test
    void failsWithoutAnAddress() throws Exception {
        PingProbe probe = new PingProbe((address, timeout) -> Echo.ANSWERED, 22, true, TIMEOUT);
        assertThat(probe.ask(Machines.running("i-1", Map.of()))).isEqualTo(new Outcome(false, "no public address"));
        PingProbe inside = new PingProbe((address, timeout) -> Echo.ANSWERED, 22, false, TIMEOUT);
        assertThat(inside.ask(Machines.without("i-1"))).isEqualTo(new Outcome(false, "no private address"));
    }

    private static Outcome ask(Echo echo, int port) throws InterruptedException {
        return new PingProbe((address, timeout) -> echo, port, false, TIMEOUT).ask(Machines.running("i-1", Map.of()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }
}
