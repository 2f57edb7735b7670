package dev.lamplighter.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to another port of 127.0.0.1 that can be down: then a connection ends as soon as it is made. */
final class Relay implements Closeable {
    private final ServerSocket listener;
    private final URI target;
    private final AtomicInteger refused = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean down = true;

    private Relay(ServerSocket listener, URI target) {
        this.listener = listener;
        this.target = target;
    }

    /** One that is down. */
    static Relay to(URI target) {
        try {
            Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
            relay.threads.execute(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    void mend() {
        down = false;
    }

    /** Ends all connections, and takes none until it is mended. */
    void cut() throws IOException {
        down = true;
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** Connections that came while it was down. */
    int refused() {
        return refused.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                if (down) {
                    refused.incrementAndGet();
                    caller.close();
                } else {
                    Socket called = new Socket(InetAddress.getLoopbackAddress(), target.getPort());
                    open.add(caller);
                    open.add(called);
                    threads.execute(() -> pass(caller, called));
                    threads.execute(() -> pass(called, caller));
                }
            } catch (IOException e) {
                // Closed, or one caller less: the next is accepted.
            }
        }
    }

    /** What one says, until it has nothing more to say. */
    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The other direction has ended the connection.
        } finally {
            open.remove(from);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
