package dev.lamplighter.app.socket;

import dev.lamplighter.app.verb.Verb.Effect;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the verbs over a unix-domain socket. One thread reads and writes for all clients and never waits for any of them; a
 * few others carry out complete requests. So no client can delay another, whether it sends nothing, sends slowly, never
 * reads or opens hundreds of connections, and the memory that clients can use is bounded.
 */
public final class VerbSocket implements AutoCloseable {
    /** The longest request, in bytes; a crontab of 64 KiB, written as JSON, fits. */
    static final int LONGEST_LINE = 128 * 1024;

    /** Open connections: more than operators and scripts need at once, few enough for the heap. */
    static final int MOST_PEERS = 64;
    /** How long a client may send or read nothing while the service waits for it. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(VerbSocket.class);
    /** The most bytes of answers that clients have not read yet. */
    private static final long MOST_UNREAD = 12L * 1024 * 1024;

    private static final int QUICK_THREADS = 3;
    private static final int SLOW_THREADS = 2;
    private static final int QUICK_WAITING = 32;
    private static final int SLOW_WAITING = 4;
    private static final int IDLE_SECONDS = 30;

    private final LockedSocketFile socket;
    private final Verbs verbs;
    private final Path state;
    private final LongSupplier nanoTime;
    private final Selector selector;
    private final ExecutorService quick = threads(QUICK_THREADS, QUICK_WAITING);
    private final ExecutorService slow = threads(SLOW_THREADS, SLOW_WAITING);
    private final Queue<Runnable> answered = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    private final Thread thread;
    private volatile boolean closed;

    private VerbSocket(LockedSocketFile socket, Verbs verbs, Path state, LongSupplier nanoTime) throws IOException {
        this.socket = socket;
        this.verbs = verbs;
        this.state = state;
        this.nanoTime = nanoTime;
        selector = Selector.open();
        ServerSocketChannel listening = socket.channel();
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
        thread = new Thread(this::serve, "verbs");
        thread.setDaemon(true);
    }

    /**
     * Starts listening.
     *
     * @param state the service's state folder; a request for another one is refused
     */
    public static VerbSocket listen(LockedSocketFile socket, Verbs verbs, Path state, LongSupplier nanoTime) {
        try {
            VerbSocket listening = new VerbSocket(socket, verbs, state, nanoTime);
            listening.thread.start();
            return listening;
        } catch (IOException e) {
            socket.close();
            throw new UncheckedIOException(e);
        }
    }

    private static ExecutorService threads(int most, int waiting) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
                    Thread thread = new Thread(task, "verb");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private void serve() {
        while (!closed) {
            try {
                selector.select(1000);
                for (Runnable answer = answered.poll(); answer != null; answer = answered.poll()) {
                    answer.run();
                }
                selector.selectedKeys().forEach(this::serve);
                selector.selectedKeys().clear();
                dropWhoKeepsUsWaiting();
            } catch (IOException | RuntimeException e) {
                if (!closed) {
                    LOG.warn("verbs failed once reason=\"{}\"", e.toString());
                }
            }
        }
    }

    private void serve(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept();
            return;
        }
        SocketConnection socketConnection = (SocketConnection) key.attachment();
        try {
            if (key.isWritable()) {
                socketConnection.write(nanoTime.getAsLong());
            } else {
                byte[] line = socketConnection.read(buffer, LONGEST_LINE);
                if (line != null) {
                    carryOut(socketConnection, line);
                }
            }
        } catch (SocketConnection.TooLong e) {
            closeWith(socketConnection, "a line of more than " + LONGEST_LINE + " bytes");
        } catch (IOException e) {
            socketConnection.close();
        }
    }

    private void accept() {
        try {
            SocketChannel channel = socket.channel().accept();
            if (channel == null) {
                return;
            }
            channel.configureBlocking(false);
            List<SocketConnection> peers = peers();
            if (peers.size() >= MOST_PEERS) {
                Optional<SocketConnection> oldest = peers.stream()
                        .filter(SocketConnection::isPeersTurn)
                        .min(Comparator.comparingLong(SocketConnection::since));
                oldest.ifPresent(SocketConnection::close);
                if (oldest.isEmpty()) {
                    channel.close();
                    return;
                }
            }
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new SocketConnection(channel, key, nanoTime.getAsLong()));
        } catch (IOException e) {
            LOG.debug("a peer was gone before it was let in", e);
        }
    }

    private void carryOut(SocketConnection socketConnection, byte[] line) {
        try {
            VerbProtocol.Request request = VerbProtocol.Request.read(line);
            boolean mayTakeMinutes = verbs.find(request.verb())
                    .filter(verb -> verb.effect() == Effect.WORKS)
                    .isPresent();
            (mayTakeMinutes ? slow : quick)
                    .execute(() -> answer(socketConnection, answerTo(request, socketConnection)));
        } catch (RejectedExecutionException e) {
            answer(socketConnection, refusal("busy with what others have asked; ask again"));
        } catch (IOException e) {
            answer(socketConnection, refusal(String.valueOf(e.getMessage())));
        }
    }

    private byte[] answerTo(VerbProtocol.Request request, SocketConnection socketConnection) {
        try {
            if (!request.state().isEmpty() && !isOurs(request.state())) {
                return refusal("this is the service of another state folder");
            }
            return VerbProtocol.lines(verbs.call(request.verb(), request.values(), socketConnection.caller()));
        } catch (ProblemException e) {
            return problem(e);
        } catch (IOException | RuntimeException e) {
            LOG.warn("verb failed verb=\"{}\" reason=\"{}\"", request.verb(), e.toString());
            return refusal("failed: " + e);
        }
    }

    private boolean isOurs(String folder) {
        return folder.equals(state.toString()) || folder.equals(SocketLocation.named(state));
    }

    private static byte[] problem(ProblemException e) {
        try {
            return VerbProtocol.problem(e.problem());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] refusal(String why) {
        try {
            return VerbProtocol.refused(why);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Hands an answer to the selector's thread, which sends it; from any thread. */
    private void answer(SocketConnection socketConnection, byte[] line) {
        answered.add(() -> send(socketConnection, line));
        selector.wakeup();
    }

    private void send(SocketConnection socketConnection, byte[] line) {
        long unread = peers().stream().mapToLong(SocketConnection::unread).sum();
        try {
            boolean fits = unread + line.length <= MOST_UNREAD;
            socketConnection.answer(
                    fits ? line : refusal("others don't read their answers; ask again"), nanoTime.getAsLong());
        } catch (IOException | RuntimeException e) {
            socketConnection.close();
        }
    }

    private void closeWith(SocketConnection socketConnection, String why) {
        send(socketConnection, refusal(why));
        socketConnection.close();
    }

    private void dropWhoKeepsUsWaiting() {
        long now = nanoTime.getAsLong();
        for (SocketConnection socketConnection : peers()) {
            if (socketConnection.isPeersTurn() && now - socketConnection.since() > PATIENCE.toNanos()) {
                socketConnection.close();
            }
        }
    }

    private List<SocketConnection> peers() {
        List<SocketConnection> peers = new ArrayList<>();
        for (SelectionKey key : selector.keys()) {
            @Nullable Object peer = key.attachment();
            if (key.isValid() && peer instanceof SocketConnection one) {
                peers.add(one);
            }
        }
        return peers;
    }

    /** Stops listening; the file is removed when this returns. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        selector.wakeup();
        // Threads are never interrupted: an interrupt would close the database's file under a thread that writes to it.
        quick.shutdown();
        slow.shutdown();
        socket.close();
        try {
            thread.join(PATIENCE.toMillis());
            peers().forEach(SocketConnection::close);
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("closing", e);
        }
    }
}
