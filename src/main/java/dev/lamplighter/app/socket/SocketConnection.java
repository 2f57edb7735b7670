package dev.lamplighter.app.socket;

import dev.lamplighter.app.verb.Caller;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Handles one connection of a client: reads a line, sends the answer, and reads the next line. Only the selector's thread
 * may use it, except {@link #caller()}.
 */
final class SocketConnection {
    private static final int FIRST_BUFFER = 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Caller caller;
    private byte[] read = new byte[0];
    private int length;
    private @Nullable ByteBuffer answer;
    private boolean waiting;
    private long since;

    SocketConnection(SocketChannel channel, SelectionKey key, long now) throws IOException {
        this.channel = channel;
        this.key = key;
        this.caller = new Caller(
                "socket",
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName());
        this.since = now;
    }

    /** The client's user, from the kernel. */
    Caller caller() {
        return caller;
    }

    /**
     * When this last began to wait for its client, in nanoseconds; time in which the client waits for the service doesn't
     * count.
     */
    long since() {
        return since;
    }

    /** Whether it waits for its client, to send or to read. */
    boolean isPeersTurn() {
        return !waiting;
    }

    /** The bytes that its client has not read yet. */
    long unread() {
        ByteBuffer left = answer;
        return left == null ? 0 : left.remaining();
    }

    /**
     * Reads the bytes that have arrived.
     *
     * @return the line, without its end, if it is whole
     * @throws IOException at the end, or when the line is longer than {@code longest}
     */
    byte @Nullable [] read(ByteBuffer buffer, int longest) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new IOException("the end");
        }
        buffer.flip();
        int more = buffer.remaining();
        if (length + more > longest) {
            throw new TooLong();
        }
        if (length + more > read.length) {
            read = Arrays.copyOf(read, Math.min(longest, Math.max(FIRST_BUFFER, 2 * (length + more))));
        }
        buffer.get(read, length, more);
        length += more;
        for (int i = length - more; i < length; i++) {
            if (read[i] == '\n') {
                return taken(i);
            }
        }
        return null;
    }

    /**
     * Takes the line out of the buffer. Anything after it is dropped, because a client must wait for the answer before it
     * sends more.
     */
    private byte[] taken(int end) {
        byte[] line = Arrays.copyOf(read, end);
        read = new byte[0];
        length = 0;
        waiting = true;
        key.interestOps(0);
        return line;
    }

    void answer(byte[] line, long now) throws IOException {
        waiting = false;
        answer = ByteBuffer.wrap(line);
        since = now;
        write(now);
    }

    /** Writes more of the answer. */
    void write(long now) throws IOException {
        ByteBuffer left = answer;
        if (left != null && channel.write(left) > 0) {
            since = now;
        }
        if (left == null || !left.hasRemaining()) {
            answer = null;
            key.interestOps(SelectionKey.OP_READ);
        } else {
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // it is closed already
        }
    }

    /** Says that the client has sent a line that is too long. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
