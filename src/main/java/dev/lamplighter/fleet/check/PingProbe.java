package dev.lamplighter.fleet.check;

import dev.lamplighter.fleet.Instance;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.time.Duration;

/**
 * Checks whether the instance answers at all: by an ICMP echo request if this machine may send one, otherwise by a TCP
 * connection, for which a refusal counts as an answer. The reason says which of the two it was.
 *
 * @param icmp sends the echo request
 * @param port for TCP
 * @param publicAddress false for the private one
 */
public record PingProbe(Icmp icmp, int port, boolean publicAddress, Duration timeout) implements Probe {
    @Override
    public Outcome ask(Instance instance) throws InterruptedException {
        String address = publicAddress ? instance.publicIp() : instance.privateIp();
        if (address == null) {
            return Outcome.fail("no " + (publicAddress ? "public" : "private") + " address");
        }
        return switch (icmp.echo(address, timeout)) {
            case ANSWERED -> Outcome.pass("icmp " + address + " answered");
            case SILENT -> Outcome.fail("icmp " + address + " is silent");
            case NOT_PERMITTED -> connect(address);
        };
    }

    private Outcome connect(String address) {
        String asked = "tcp " + address + ":" + port;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
            return Outcome.pass(asked + " connected");
        } catch (NoRouteToHostException e) {
            return Outcome.fail(asked + " no route");
        } catch (ConnectException e) {
            // "Connection refused" is an answer of the machine; any other message means that nothing came back.
            return String.valueOf(e.getMessage()).contains("refused")
                    ? Outcome.pass(asked + " refused, so the machine answers")
                    : Outcome.fail(asked + " " + e.getMessage());
        } catch (IOException e) {
            return Outcome.fail(asked + " " + e.getMessage());
        }
    }
}
